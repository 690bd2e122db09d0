/* What a block means: spaces at the edges and their emphasis do not count. */
import { isList, isLoose } from './editor-write.js';

/** Two blocks mean the same when their shapes are equal. Returns plain arrays, to be compared as JSON. */
export function shape(node) {
	if (node.type.name === 'code_block' || node.type.name === 'source') {
		return [node.type.name, node.attrs, node.textContent];
	}
	if (node.inlineContent) {
		return [node.type.name, node.attrs, inlineShape(node)];
	}
	const attrs = isList(node) ? { order: node.attrs.order, tight: !isLoose(node) || (node.childCount === 1 && node.firstChild.childCount === 1) }
		: node.type.name.startsWith('table_') ? { align: node.attrs.align } : node.attrs;
	const inside = [];
	node.forEach((child) => {
		const form = shape(child);
		if (form[0] !== 'paragraph' || form[2].length) {
			inside.push(form);
		}
	});
	return [node.type.name, attrs, inside];
}

function inlineShape(node) {
	const runs = [];
	node.forEach((child) => {
		const names = child.marks.map((mark) => [mark.type.name, mark.attrs]);
		if (!child.isText) {
			const { html, ...attrs } = child.attrs;
			runs.push([JSON.stringify([child.type.name, attrs, html === undefined ? names : names.filter(([name]) => name === 'link')]), '']);
			return;
		}
		for (const part of child.text.match(/\s+|\S+/g) ?? []) {
			const space = /^\s/.test(part);
			const kept = names.some(([name]) => name === 'code') || !space ? names : names.filter(([name]) => name === 'link');
			const soft = names.some(([name]) => name === 'soft');
			const key = JSON.stringify(kept.filter(([name]) => name !== 'soft'));
			const text = soft && part === ' ' && node.type.name !== 'heading' ? '\n' : part;
			if (runs.at(-1)?.[0] === key && !space === !/\s$/.test(runs.at(-1)[1])) {
				runs.at(-1)[1] += text;
			}
			else {
				runs.push([key, text]);
			}
		}
	});
	return trimmed(runs);
}

const isBreak = (run) => run[0].startsWith('["hard_break"');
const isBlank = (run) => run[1] !== '' && /^\s*$/.test(run[1]) && !run[0].includes('"code"');

/* Spaces at the beginning and at the end of a line, and breaks at the end of a block, are not there. */
function trimmed(runs) {
	const out = [];
	for (const run of runs) {
		const code = run[0].includes('"code"');
		const text = code ? run[1] : run[1].replace(/[ \t]*\n[ \t]*/g, '\n');
		if (!isBreak(run) && isBlank([run[0], text]) && (out.length === 0 || isBreak(out.at(-1)))) {
			continue;
		}
		while (isBreak(run) && out.length && isBlank(out.at(-1))) {
			out.pop();
		}
		out.push([run[0], text]);
	}
	while (out.length && (isBlank(out.at(-1)) || isBreak(out.at(-1)))) {
		out.pop();
	}
	return out;
}
