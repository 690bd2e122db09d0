/* Markdown in, Markdown out. What nobody touched comes out byte for byte: each block of the text keeps its own source,
   and only a changed block is written anew. A block that the visual editor could not write so that it reads the same is
   kept as its source. */
import './markdown-it.min.js';
import { schema } from './editor-schema.js';
import { shape } from './editor-shape.js';
import { WAYS, block, isList, markerFor } from './editor-write.js';

/** Longer texts are slow to edit visually: they open as Markdown. In characters. */
export const MAX_LENGTH = 300_000;

/** Deeper nesting of quotes and lists opens as Markdown. */
export const MAX_NESTING = 40;

const DEFINITION = /^ {0,3}\[\^([^\]\s]+)\]:/;
const SNIPPET = /^\{\{\s*snippet\s+[^}]*\}\}$/;

/* Block: a footnote with what is indented below it. */
function footnoteBlock(state, startLine, endLine, silent) {
	const line = (number) => state.src.slice(state.bMarks[number] + state.tShift[number], state.eMarks[number]);
	if (state.sCount[startLine] - state.blkIndent >= 4 || !DEFINITION.test(line(startLine))) {
		return false;
	}
	if (silent) {
		return true;
	}
	let next = startLine + 1;
	let end = next;
	let open = true;
	for (; next < endLine; next++) {
		if (state.isEmpty(next)) {
			open = false;
		}
		else if (state.sCount[next] - state.blkIndent >= 4) {
			end = next + 1;
			open = true;
		}
		else if (open && !DEFINITION.test(line(next))
			&& !state.md.block.ruler.getRules('paragraph').some((rule) => rule(state, next, endLine, true))) {
			end = next + 1;
		}
		else {
			break;
		}
	}
	const token = state.push('footnote_block', '', 0);
	token.map = [startLine, end];
	token.content = state.getLines(startLine, end, state.blkIndent, false);
	state.line = end;
	return true;
}

function footnoteReference(state, silent) {
	const found = /^\[\^([^\]\s]+)\]/.exec(state.src.slice(state.pos, state.pos + 200));
	if (!found || !state.env.footnotes?.has(found[1].toLowerCase())) {
		return false;
	}
	if (!silent) {
		state.push('footnote_ref', '', 0).meta = found[1];
	}
	state.pos += found[0].length;
	return true;
}

function parser() {
	const md = globalThis.markdownit({ html: true, linkify: false, typographer: false, maxNesting: 100 });
	md.validateLink = () => true;
	md.normalizeLink = (text) => text;
	md.normalizeLinkText = (text) => text;
	md.block.ruler.before('reference', 'footnote_block', footnoteBlock, { alt: ['paragraph', 'reference', 'blockquote'] });
	md.inline.ruler.before('link', 'footnote_ref', footnoteReference);
	md.renderer.rules.footnote_block = (tokens, index) => tokens[index].content;
	md.renderer.rules.footnote_ref = (tokens, index) => `<sup>${md.utils.escapeHtml(tokens[index].meta)}</sup>`;
	return md;
}

const md = parser();

const MARKS = { strong_open: 'strong', em_open: 'em', s_open: 'strike' };

/* The content of a line. Returns null for what has no visual form. */
function inlineNodes(tokens) {
	const out = [];
	let marks = [];
	const text = (value, extra = []) => value && out.push(schema.text(value, extra.reduce((set, mark) => mark.addToSet(set), marks)));
	const leaf = (type, attrs) => out.push(schema.node(type, attrs, null, marks));
	for (const token of tokens) {
		switch (token.type) {
			case 'text': text(token.content); break;
			case 'softbreak': text(' ', [schema.mark('soft')]); break;
			case 'hardbreak': leaf('hard_break'); break;
			case 'code_inline': text(token.content, [schema.mark('code')]); break;
			case 'html_inline': leaf(/^<br\s*\/?>$/i.test(token.content) ? 'hard_break' : 'html_inline',
				/^<br\s*\/?>$/i.test(token.content) ? { html: token.content } : { text: token.content }); break;
			case 'footnote_ref': leaf('footnote_ref', { label: token.meta }); break;
			case 'image': leaf('image', { src: token.attrGet('src'), alt: alt(token.children), title: token.attrGet('title') ?? '' }); break;
			case 'link_open': marks = schema.mark('link', { href: token.attrGet('href'), title: token.attrGet('title') ?? '' }).addToSet(marks); break;
			case 'link_close': marks = marks.filter((mark) => mark.type !== schema.marks.link); break;
			default:
				if (MARKS[token.type]) {
					marks = schema.mark(MARKS[token.type]).addToSet(marks);
				}
				else if (token.nesting === -1) {
					const name = MARKS[token.type.replace('_close', '_open')];
					marks = marks.filter((mark) => mark.type.name !== name);
				}
				else {
					throw new Error(`Unknown ${token.type}`);
				}
		}
	}
	return out;
}

const alt = (tokens) => (tokens ?? []).map((token) => (token.type === 'image' ? alt(token.children)
	: token.type === 'softbreak' || token.type === 'hardbreak' ? '\n' : token.content)).join('');

/* Blocks out of a list of tokens, each with the children between its opening and its closing. */
function blockNodes(tokens) {
	const out = [];
	for (let i = 0; i < tokens.length; i++) {
		const token = tokens[i];
		let close = i;
		if (token.nesting === 1) {
			for (let depth = 1; depth; ) {
				depth += tokens[++close].nesting;
			}
		}
		out.push(blockNode(token, tokens.slice(i + 1, close)));
		i = close;
	}
	return out;
}

const orEmpty = (nodes) => (nodes.length ? nodes : [schema.node('paragraph')]);

function blockNode(token, inside) {
	switch (token.type) {
		case 'paragraph_open': return paragraphNode(inside[0].children, inside[0].content);
		case 'heading_open': return schema.node('heading', { level: Number(token.tag[1]) }, inlineNodes(inside[0].children));
		case 'blockquote_open': return schema.node('blockquote', null, orEmpty(blockNodes(inside)));
		case 'bullet_list_open': case 'ordered_list_open': return listNode(token, inside);
		case 'fence': return codeNode(token.content, md.utils.unescapeAll(token.info).trim() === token.info.trim() ? token.info.trim() : md.utils.unescapeAll(token.info).trim());
		case 'code_block': return codeNode(token.content, '');
		case 'hr': return schema.node('horizontal_rule');
		case 'table_open': return tableNode(inside);
		case 'html_block': return schema.node('source', { text: token.content.replace(/\n+$/, ''), kind: 'html' });
		case 'footnote_block': return schema.node('source', { text: token.content.replace(/\n+$/, ''), kind: 'footnote' });
		default: throw new Error(`Unknown ${token.type}`);
	}
}

function paragraphNode(children, content) {
	return SNIPPET.test(content.trim()) ? schema.node('source', { text: content.trim(), kind: 'snippet' })
		: schema.node('paragraph', null, inlineNodes(children));
}

function codeNode(content, info) {
	const text = content.replace(/\n$/, '');
	return schema.node('code_block', { info }, text ? [schema.text(text)] : []);
}

function listNode(token, inside) {
	const ordered = token.type === 'ordered_list_open';
	const tight = !inside.some((inner) => inner.type === 'paragraph_open' && inner.level === token.level + 2 && !inner.hidden);
	const items = [];
	for (let i = 0; i < inside.length; i++) {
		let close = i;
		for (let depth = 1; depth; ) {
			depth += inside[++close].nesting;
		}
		items.push(itemNode(inside.slice(i + 1, close)));
		i = close;
	}
	const marker = token.markup;
	return ordered ? schema.node('ordered_list', { order: Number(token.attrGet('start') ?? 1), tight, marker }, items)
		: schema.node('bullet_list', { tight, marker }, items);
}

function itemNode(tokens) {
	let checked = null;
	const first = tokens[0]?.type === 'paragraph_open' ? tokens[1].children : null;
	const box = first?.[0]?.type === 'text' ? /^\[([ xX])\][ \t]+(?=\S|$)/.exec(first[0].content) : null;
	if (box && (box[0].length < first[0].content.length || first.length > 1)) {
		checked = box[1] !== ' ';
		first[0].content = first[0].content.slice(box[0].length);
	}
	return schema.node('list_item', { checked }, orEmpty(blockNodes(tokens)));
}

function tableNode(tokens) {
	const rows = [];
	let cells = null;
	tokens.forEach((token, index) => {
		if (token.type === 'tr_open') {
			cells = [];
		}
		else if (token.type === 'tr_close') {
			rows.push(schema.node('table_row', null, cells));
		}
		else if (token.type === 'th_open' || token.type === 'td_open') {
			const align = /text-align:(\w+)/.exec(token.attrGet('style') ?? '')?.[1] ?? null;
			cells.push(schema.node(token.type === 'th_open' ? 'table_header' : 'table_cell', { align },
				[schema.node('paragraph', null, inlineNodes(tokens[index + 1].children))]));
		}
	});
	return schema.node('table', null, rows);
}

/** A text that was opened: it knows what each of its blocks was written as. */
class Original {

	constructor(text, lead, entries, env) {
		this.text = text;
		this.lead = lead;
		this.entries = entries;
		this.env = env;
		this.places = new WeakMap(entries.map((entry, index) => [entry.node, index]));
		this.written = new WeakMap();
		this.doc = schema.node('doc', null, orEmpty(entries.map((entry) => entry.node)));
	}

	/**
	 * Writes a document.
	 * @param anyway whether blocks stay what they were although the addresses that their links refer to have changed
	 * @returns the Markdown: what did not change is what it was, to the byte
	 */
	write(doc, anyway = false) {
		if (doc.eq(this.doc)) {
			return this.text;
		}
		const parts = this.parts(doc, !anyway && this.lostAddresses(doc));
		let out = parts[0]?.place === 0 ? this.lead : '';
		parts.forEach((part, index) => {
			const next = parts[index + 1];
			out += part.text;
			if (next) {
				out += part.place !== null && next.place === part.place + 1 ? this.entries[part.place].gap : '\n\n';
			}
			else {
				out += part.place !== null && part.place === this.entries.length - 1 ? this.entries[part.place].gap : '\n';
			}
		});
		return out;
	}

	/** Writes a document anew, block for block, as if all of it had been changed. */
	writeAnew(doc) {
		const nodes = [];
		doc.forEach((node) => nodes.push(node));
		let before = null;
		let marker = null;
		return nodes.map((node) => {
			marker = isList(node) ? markerFor(node, before?.type === node.type ? marker : null, null) : null;
			before = node;
			return this.block(node, marker).text;
		}).filter((text) => text !== '').join('\n\n') + '\n';
	}

	/* Links by reference mean nothing without the addresses: then every block is written with its own. */
	lostAddresses(doc) {
		const there = new Set();
		doc.forEach((node) => there.add(this.places.get(node)));
		return this.entries.some((entry, index) => entry.node.type.name === 'source' && /^(?:definition|other)$/.test(entry.node.attrs.kind)
			&& /\]:/.test(entry.source) && !there.has(index));
	}

	parts(doc, lost) {
		const parts = [];
		let before = null;
		doc.forEach((node, _, index) => {
			let place = lost && node.type.name !== 'source' ? null : this.place(node, before);
			const entry = place === null ? null : this.entries[place];
			const neighbour = before !== null && before.place !== null && before.place === place - 1;
			// Its end is the end of the text, or its beginning would belong to what comes before it now.
			if (entry && ((entry.open && index < doc.childCount - 1)
				|| (!neighbour && before && node.type.name !== 'source' && (/^[ \t]/.test(entry.source)
					|| (isList(node) && before.node.type === node.type && before.marker === node.attrs.marker))))) {
				place = null;
			}
			let marker = isList(node) ? node.attrs.marker : null;
			if (place === null) {
				if (node.type.name === 'paragraph' && node.content.size === 0) {
					return;
				}
				const after = index + 1 < doc.childCount ? doc.child(index + 1) : null;
				marker = isList(node) ? markerFor(node, before?.node.type === node.type ? before.marker : null,
					after?.type === node.type ? after.attrs.marker : null) : null;
			}
			before = { node, place, marker, text: place === null ? this.block(node, marker).text : this.entries[place].source };
			parts.push(before);
		});
		return parts;
	}

	/* Where a block stood, or null when it is new or changed. What was changed back counts as unchanged. */
	place(node, before) {
		const known = this.places.get(node);
		if (known !== undefined) {
			return known;
		}
		const expected = before?.place === null || before === null ? -1 : before.place + 1;
		if (this.entries[expected]?.node.eq(node)) {
			return expected;
		}
		const found = this.entries.findIndex((entry) => entry.node.eq(node));
		return found < 0 ? null : found;
	}

	/** One block: the first way to write it that reads back as what it is. */
	block(node, marker = node.attrs.marker) {
		const kept = this.written.get(node);
		if (kept && kept.marker === marker) {
			return kept;
		}
		const where = { references: Object.keys(this.env.references).length > 0 };
		const wanted = node.type.name === 'source' ? null : JSON.stringify(shape(node));
		let result = null;
		for (const way of WAYS) {
			const text = block(node, way, where, marker);
			const sure = wanted === null || this.reads(text, wanted);
			result = sure || result === null ? { text, sure, marker } : result;
			if (sure) {
				break;
			}
		}
		this.written.set(node, result);
		return result;
	}

	reads(text, wanted) {
		try {
			const nodes = blockNodes(md.parse(text, { references: { ...this.env.references }, footnotes: this.env.footnotes }));
			return (nodes.length === 0 && wanted.endsWith(',[]]')) || (nodes.length === 1 && JSON.stringify(shape(nodes[0])) === wanted);
		}
		catch {
			return false;
		}
	}

}

const refuse = (reason) => ({ reason });

/* A line that opens more quotes and lists than anybody can see. */
function tooDeep(text) {
	const opening = new RegExp(`^(?:[ \\t]*(?:>|[-+*][ \\t]|\\d{1,9}[.)][ \\t])){${MAX_NESTING},}`, 'm');
	return opening.test(text) || new RegExp(`^[ \\t]{${MAX_NESTING * 4},}(?:[-+*>]|\\d)`, 'm').test(text);
}

const ENDS = [[/^<(script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(script|pre|style|textarea)>/i], [/^<!--/, /-->/], [/^<\?/, /\?>/],
	[/^<![A-Za-z]/, />/], [/^<!\[CDATA\[/, /\]\]>/]];

const unclosed = (html) => ENDS.some(([start, end]) => start.test(html.trim()) && !end.test(html));

const html = (tokens, env) => md.renderer.render(tokens, md.options, env);

/**
 * Opens a text.
 * @returns an Original, or { reason } in plain words when the text can only be edited as Markdown
 */
export function open(text) {
	if (text.length > MAX_LENGTH) {
		return refuse(t('This text is very long.'));
	}
	if (tooDeep(text)) {
		return refuse(t('This text has quotes or lists that are nested very deeply.'));
	}
	if (/[\r\0]/.test(text)) {
		return refuse(t('This text has characters that cannot be shown.'));
	}
	const lines = text.split('\n');
	const env = { references: {}, footnotes: new Set(lines.map((line) => DEFINITION.exec(line)?.[1].toLowerCase()).filter(Boolean)) };
	const tokens = md.parse(text, env);
	const groups = [];
	for (let i = 0, start = 0, depth = 0; i < tokens.length; i++) {
		depth += tokens[i].nesting;
		if (depth === 0) {
			groups.push(tokens.slice(start, i + 1));
			start = i + 1;
		}
	}
	return new Opening(text, lines, env).open(groups);
}

class Opening {

	constructor(text, lines, env) {
		this.text = text;
		this.lines = lines;
		this.env = env;
		this.starts = [0];
		for (const line of lines) {
			this.starts.push(this.starts.at(-1) + line.length + 1);
		}
		this.entries = [];
		this.lead = '';
		this.end = 0;
	}

	open(groups) {
		for (const group of groups) {
			const [start, end] = group[0].map;
			this.between(start);
			if (group[0].type === 'html_block' && unclosed(group[0].content)) {
				return refuse(t('This text has a piece of HTML that has no end.'));
			}
			this.add(start, this.lastLine(group[0], start, end), group);
		}
		this.between(this.lines.length);
		const original = new Original(this.text, this.lead, this.entries, this.env);
		original.entries.forEach((entry, index) => this.check(original, entry, index));
		return new Original(this.text, this.lead, this.entries, this.env);
	}

	lastLine(token, start, end) {
		if (token.type === 'fence' || token.type === 'html_block') {
			return end;
		}
		while (end > start + 1 && /^[ \t]*$/.test(this.lines[end - 1])) {
			end--;
		}
		return end;
	}

	/* Lines that no block has: empty ones, and addresses of links. */
	between(until) {
		let start = this.end;
		for (let line = this.end; line <= until; line++) {
			const blank = line === until || /^[ \t]*$/.test(this.lines[line]);
			if (blank && start < line && !/^[ \t]*$/.test(this.lines[start])) {
				this.add(start, line, null);
			}
			if (blank) {
				start = line + 1;
			}
		}
	}

	add(start, end, tokens) {
		const from = this.starts[start];
		const to = Math.min(this.starts[end] - 1, this.text.length);
		const source = this.text.slice(from, to);
		const gap = this.text.slice(this.entries.length ? this.entries.at(-1).to : 0, from);
		if (this.entries.length) {
			this.entries.at(-1).gap = gap;
		}
		else {
			this.lead = gap;
		}
		const node = tokens === null ? schema.node('source', { text: source, kind: 'definition' }) : this.node(tokens, source);
		const open = tokens?.[0].type === 'fence' && !this.closed(tokens[0], source);
		this.entries.push({ node, source, from, to, gap: this.text.slice(to), open, tokens });
		this.end = end;
	}

	closed(token, source) {
		const lines = source.split('\n');
		return lines.length > 1 && new RegExp(`^ {0,3}${token.markup[0]}{${token.markup.length},}[ \\t]*$`).test(lines.at(-1));
	}

	node(tokens, source) {
		const other = () => schema.node('source', { text: source, kind: 'other' });
		try {
			const inner = {};
			md.parse(source, { references: inner, footnotes: this.env.footnotes });
			const nested = tokens.some((token, index) => index > 0 && token.type === 'footnote_block');
			const waves = tokens.some((token) => token.type === 'inline' && this.singleTildes(token.children));
			if (Object.keys(inner).length || nested || waves) {
				return other();
			}
			const node = blockNode(tokens[0], tokens.slice(1, -1));
			node.check();
			return node.type.name === 'source' ? schema.node('source', { ...node.attrs, text: source }) : node;
		}
		catch {
			return other();
		}
	}

	/* ~struck~ with one tilde is struck on the page, and plain text for the parser here. */
	singleTildes(tokens) {
		return tokens.filter((token) => token.type === 'text').map((token) => token.content).join('').split('~').length > 2;
	}

	/* What would not read the same when it was written anew stays what it is. */
	check(original, entry, index) {
		if (entry.node.type.name === 'source') {
			return;
		}
		const env = { references: { ...this.env.references }, footnotes: this.env.footnotes };
		const anew = original.block(entry.node);
		const same = anew.sure && html(md.parse(anew.text, env), env) === html(md.parse(entry.source, env), env);
		if (!same) {
			this.entries[index] = { ...entry, node: schema.node('source', { text: entry.source, kind: 'other' }) };
		}
	}

}
