/* From the visual editor's document to Markdown, block by block. */

/* Ways to write one block, plainest first: the first that reads back as what it was is taken. */
export const WAYS = [
	{ full: false, em: '*', entities: false },
	{ full: true, em: '*', entities: false },
	{ full: true, em: '_', entities: false },
	{ full: true, em: '*', entities: true },
	{ full: true, em: '_', entities: true }
];

const DELIMITED = { em: true, strong: true, strike: true };

const isWord = (char) => /[\p{L}\p{N}]/u.test(char);
const isSpace = (char) => /\s/.test(char);

/* Text in a line. What could be taken for markup gets a backslash. */
function escape(text, way, where) {
	let out = '';
	for (let i = 0; i < text.length; i++) {
		const char = text[i];
		const before = i ? text[i - 1] : '';
		const after = text[i + 1] ?? '';
		const rest = text.slice(i, i + 40);
		let needs = false;
		switch (char) {
			case '\\': case '`': needs = true; break;
			case '*': needs = way.full || !(before && isSpace(before) && after && isSpace(after)); break;
			case '_': needs = way.full ? !(isWord(before) && isWord(after)) : !(before && after
				&& ((isWord(before) && isWord(after)) || (isSpace(before) && isSpace(after)))); break;
			case '~': needs = way.full || where.tildes > 1; break;
			case '<': needs = way.full || after === '' || /[A-Za-z/!?]/.test(after); break;
			case '&': needs = /^&(?:#|[A-Za-z][A-Za-z0-9]*;)/.test(rest); break;
			case '[': needs = way.full || after === '^' || after === '' || where.references || (i === 0 && where.start); break;
			case ']': needs = way.full || after === '' || after === '(' || after === ':' || after === '['; break;
			case '!': needs = way.full && (after === '[' || after === ''); break;
			case '|': needs = way.full && !where.cell; break;
			default: break;
		}
		out += (needs ? '\\' : '') + char;
	}
	return out;
}

/* The beginning of a line must not start a block. */
function escapeLineStart(line, first) {
	const text = line.replace(/^[ \t]+/, '');
	if (/^(?:#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|([-_*])(?:[ \t]*\1){2,}[ \t]*$|=+[ \t]*$)/.test(text)
		|| (!first && /^-+[ \t]*$/.test(text))) {
		return `\\${text}`;
	}
	const number = /^(\d{1,9})([.)])(?=[ \t]|$)/.exec(text);
	return number ? `${number[1]}\\${text.slice(number[1].length)}` : text;
}

function codeSpan(text) {
	const runs = new Set((text.match(/`+/g) ?? []).map((run) => run.length));
	let length = 1;
	while (runs.has(length)) {
		length++;
	}
	const fence = '`'.repeat(length);
	const pad = text.startsWith('`') || text.endsWith('`') || (/^ .* $/.test(text) && /[^ ]/.test(text)) ? ' ' : '';
	return fence + pad + text + pad + fence;
}

function title(text) {
	return text ? ` "${text.replace(/["\\]/g, '\\$&').replace(/&(?=#|[A-Za-z])/g, '&amp;').replace(/\n\s*\n/g, '\n')}"` : '';
}

function destination(address) {
	const text = address.replace(/&(?=#|[A-Za-z][A-Za-z0-9]*;)/g, '&amp;').replace(/\n/g, '%0A');
	let depth = 0;
	let balanced = true;
	for (const char of text) {
		depth += char === '(' ? 1 : char === ')' ? -1 : 0;
		balanced &&= depth >= 0;
	}
	if (text === '' || /[\s\x00-\x1f\x7f<>]/.test(text) || !balanced || depth !== 0) {
		return `<${text.replace(/[<>\\]/g, '\\$&')}>`;
	}
	return text.replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\');
}

/* Inline content as small pieces, so that spaces can leave the emphasis that they would break. */
function pieces(node) {
	const list = [];
	node.forEach((child) => {
		if (!child.isText || child.marks.some((mark) => mark.type.name === 'code')) {
			list.push({ node: child, marks: child.marks, space: false });
			return;
		}
		if (child.marks.some((mark) => mark.type.name === 'soft')) {
			list.push({ text: child.text === ' ' ? '\n' : child.text, marks: child.marks.filter((mark) => mark.type.name !== 'soft'), space: child.text === ' ' });
			return;
		}
		for (const part of child.text.match(/^\s+|\s+$|\S(?:[^]*\S)?/g) ?? []) {
			list.push({ text: part, marks: child.marks, space: /^\s/.test(part) });
		}
	});
	while (list.length && (list[0].space)) {
		list.shift();
	}
	while (list.length && (list.at(-1).space || list.at(-1).node?.type.name === 'hard_break')) {
		list.pop();
	}
	return list;
}

class Inline {

	constructor(way, where) {
		this.way = way;
		this.where = where;
		this.out = '';
		this.plainEnd = false;
		this.encodeNext = false;
	}

	write(list) {
		let i = 0;
		while (i < list.length) {
			const marks = list[i].marks;
			if (marks.length === 0) {
				this.leaf(list[i++]);
				continue;
			}
			const { mark, end } = this.widest(list, i, marks);
			const inner = list.slice(i, end).map((piece) => ({ ...piece, marks: piece.marks.filter((other) => other !== mark && !other.eq(mark)) }));
			this.span(mark, inner);
			i = end;
		}
	}

	/* The mark that goes on longest is the outermost; nothing can be marked inside of code. */
	widest(list, start, marks) {
		let best = null;
		for (const mark of marks.length > 1 ? marks.filter((other) => other.type.name !== 'code') : marks) {
			let end = start + 1;
			while (end < list.length && list[end].marks.some((other) => other.eq(mark)) && (mark.type.name !== 'code' || list[end].marks.length === 1)) {
				end++;
			}
			if (!best || end > best.end) {
				best = { mark, end };
			}
		}
		return best;
	}

	span(mark, inner) {
		const name = mark.type.name;
		if (DELIMITED[name]) {
			const before = [];
			const after = [];
			while (inner.length && inner[0].space) {
				before.push(inner.shift());
			}
			while (inner.length && inner.at(-1).space) {
				after.unshift(inner.pop());
			}
			this.write(before);
			if (inner.length) {
				const delimiter = name === 'em' ? this.way.em : name === 'strong' ? '**' : '~~';
				this.open(delimiter);
				this.write(inner);
				this.close(delimiter);
			}
			this.write(after);
		}
		else if (name === 'link') {
			this.link(mark.attrs, inner);
		}
		else if (name === 'code') {
			this.raw(codeSpan(inner.map((piece) => piece.node?.text ?? piece.text ?? '').join('')));
		}
		else {
			this.write(inner);
		}
	}

	link({ href, title: name }, inner) {
		const plain = inner.every((piece) => (piece.text !== undefined || piece.node?.isText) && piece.marks.length === 0)
			? inner.map((piece) => piece.text ?? piece.node.text).join('') : null;
		if (plain !== null && !name && (plain === href || `mailto:${plain}` === href) && /^[a-z][a-z0-9+.-]{1,31}:[^\s<>\\]*$/i.test(href)) {
			this.raw(`<${plain}>`);
			return;
		}
		this.raw('[');
		this.write(inner);
		this.raw(`](${destination(href)}${title(name)})`);
	}

	open(delimiter) {
		if (this.way.entities && this.plainEnd) {
			const last = [...this.out].at(-1);
			if (last && isWord(last)) {
				this.out = `${this.out.slice(0, -last.length)}&#${last.codePointAt(0)};`;
			}
		}
		this.raw(delimiter);
	}

	close(delimiter) {
		this.raw(delimiter);
		this.encodeNext = this.way.entities;
	}

	raw(text) {
		this.out += text;
		this.plainEnd = false;
		this.encodeNext = false;
	}

	leaf(piece) {
		const node = piece.node;
		if (piece.text !== undefined || node.isText) {
			this.text(piece.text ?? node.text);
			return;
		}
		switch (node.type.name) {
			case 'hard_break':
				this.raw(this.where.oneLine || node.attrs.html ? node.attrs.html || '<br>' : '\\\n');
				break;
			case 'image':
				this.raw(`![${escape(node.attrs.alt, WAYS[1], this.where)}](${destination(node.attrs.src)}${title(node.attrs.title)})`);
				break;
			case 'html_inline':
				this.raw(node.attrs.text);
				break;
			case 'footnote_ref':
				this.raw(`[^${node.attrs.label}]`);
				break;
			default:
				throw new Error(`No Markdown for ${node.type.name}`);
		}
	}

	text(text) {
		if (this.where.oneLine) {
			text = text.replace(/\n/g, ' ');
		}
		let head = '';
		const first = [...text][0];
		if (this.encodeNext && first && isWord(first)) {
			head = `&#${first.codePointAt(0)};`;
			text = text.slice(first.length);
		}
		this.out += head + escape(text, this.way, { ...this.where, start: this.where.start && this.out === '' });
		this.plainEnd = text !== '';
		this.encodeNext = false;
	}

}

function inline(node, way, where) {
	const writer = new Inline(way, { ...where, tildes: (node.textContent.match(/~/g) ?? []).length });
	writer.write(pieces(node));
	return writer.out;
}

function paragraph(node, way, where) {
	return inline(node, way, where).split('\n').map((line, index) => escapeLineStart(line, index === 0)).join('\n');
}

function heading(node, way, where) {
	const level = node.attrs.level;
	const lined = level < 3 && node.textContent !== '' && pieces(node).some((piece) => piece.text === '\n' );
	if (lined) {
		return `${paragraph(node, way, where)}\n${level === 1 ? '===' : '---'}`;
	}
	const text = inline(node, way, { ...where, oneLine: true }).replace(/(^|[ \t])(#+)$/, '$1\\$2');
	return text ? `${'#'.repeat(level)} ${text}` : '#'.repeat(level);
}

function codeBlock(node) {
	const text = node.textContent;
	const info = node.attrs.info.replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\').replace(/&(?=#|[A-Za-z])/g, '&amp;');
	const char = info.includes('`') ? '~' : '`';
	const longest = Math.max(2, ...(text.match(char === '`' ? /`+/g : /~+/g) ?? []).map((run) => run.length));
	const fence = char.repeat(longest + 1);
	return `${fence}${info}\n${text === '' ? '' : `${text}\n`}${fence}`;
}

function table(node, way, where) {
	const rows = [];
	node.forEach((row, _, index) => {
		const cells = [];
		row.forEach((cell) => cells.push(inline(cell.firstChild, way, { ...where, oneLine: true, cell: true }).replace(/\|/g, '\\|')));
		rows.push(`|${cells.map((cell) => (cell ? ` ${cell} |` : ' |')).join('')}`);
		if (index === 0) {
			const lines = { left: ':--', center: ':-:', right: '--:' };
			const aligned = [];
			row.forEach((cell) => aligned.push(lines[cell.attrs.align] ?? '---'));
			rows.push(`|${aligned.join('|')}|`);
		}
	});
	return rows.join('\n');
}

const indented = (text, first, rest) => text.split('\n').map((line, index) => (index === 0 ? first + line : line === '' ? '' : rest + line)).join('\n');

/* A list is loose when something in it needs a blank line. */
export function isLoose(list) {
	let loose = !list.attrs.tight;
	list.forEach((item) => {
		for (let i = 1; i < item.childCount; i++) {
			const before = item.child(i - 1).type.name;
			const name = item.child(i).type.name;
			loose ||= (name === 'paragraph' && (before === 'paragraph' || before === 'blockquote' || before === 'table' || before.endsWith('list')))
				|| name === 'source' || before === 'source' || name === 'table' || (name === 'blockquote' && before === 'blockquote')
				|| (name === 'heading' && before === 'paragraph' && item.child(i).attrs.level < 3 && item.child(i).content.size > 0 && pieces(item.child(i)).some((piece) => piece.text === '\n'));
		}
	});
	return loose;
}

function list(node, way, where, marker) {
	const loose = isLoose(node);
	const items = [];
	node.forEach((item, _, index) => {
		const sign = node.type.name === 'bullet_list' ? marker : `${node.attrs.order + index}${marker}`;
		const box = item.attrs.checked === null || item.firstChild.type.name !== 'paragraph' ? '' : item.attrs.checked ? '[x] ' : '[ ] ';
		const body = blocks(item, way, { ...where, start: false, item: !box }, !loose);
		const width = ' '.repeat(sign.length + 1);
		items.push(box + body === '' ? sign : indented(box + body, `${sign} `, width));
	});
	return items.join(loose ? '\n\n' : '\n');
}

/* A marker for a list that neither list beside it has, or the two would be one. */
export function markerFor(node, before, after) {
	const choices = node.type.name === 'bullet_list' ? ['-', '*', '+'] : ['.', ')'];
	const free = choices.filter((choice) => choice !== before && choice !== after);
	return free.includes(node.attrs.marker) ? node.attrs.marker : free[0] ?? choices.find((choice) => choice !== before);
}

export const isList = (node) => node !== null && (node?.type.name === 'bullet_list' || node?.type.name === 'ordered_list');

function blocks(parent, way, where, tight) {
	let out = '';
	let before = null;
	let used = null;
	parent.forEach((node) => {
		if (node.type.name === 'paragraph' && pieces(node).length === 0) {
			return;
		}
		const marker = isList(node) ? markerFor(node, before?.type === node.type ? used : null, null) : null;
		const text = block(node, way, { ...where, start: where.item && before === null }, marker);
		out += before === null ? text : (tight ? '\n' : '\n\n') + text;
		before = node;
		used = marker;
	});
	return out;
}

/**
 * One block as Markdown, without the line end.
 * where: { references: there are addresses of links that [brackets] could mean }
 */
export function block(node, way, where, marker = node.attrs.marker) {
	switch (node.type.name) {
		case 'paragraph': return paragraph(node, way, where);
		case 'heading': return heading(node, way, where);
		case 'blockquote': return blocks(node, way, { ...where, start: false, item: false }, false).split('\n').map((line) => (line ? `> ${line}` : '>')).join('\n');
		case 'bullet_list': case 'ordered_list': return list(node, way, where, marker);
		case 'code_block': return codeBlock(node);
		// In a list item dashes could be the item's own.
		case 'horizontal_rule': return where.item === undefined ? '---' : '___';
		case 'table': return table(node, way, where);
		case 'source': return node.attrs.text;
		default: throw new Error(`No Markdown for ${node.type.name}`);
	}
}
