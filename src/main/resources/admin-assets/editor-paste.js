/* What comes from elsewhere: HTML of word processors and web pages becomes what Markdown can say. */

const BLOCKS = /^(?:P|H[1-6]|UL|OL|LI|TABLE|BLOCKQUOTE|PRE|DIV|SECTION|ARTICLE|TD|TH|TR|TBODY|THEAD)$/;

/* Styles are read as text, out of an attribute that means nothing: the policy of the page does not let them be applied. */
const inert = (html) => html.replace(/(<[a-z][^<>]*?)\sstyle\s*=/gi, '$1 data-style=').replace(/\son([a-z]+)\s*=/gi, ' data-on-$1=');

const style = (element, name) => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, 'i').exec(element.getAttribute('data-style') ?? '')?.[1].trim().toLowerCase() ?? '';

const isBold = (weight) => weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;

function wrap(element, tag) {
	const inner = element.ownerDocument.createElement(tag);
	inner.append(...element.childNodes);
	element.append(inner);
}

const unwrap = (element) => element.replaceWith(...element.childNodes);

/* Google Docs puts everything into a <b> that is not bold, and makes bold with styles. */
function styles(root) {
	for (const element of [...root.querySelectorAll('b[data-style], strong[data-style], i[data-style], em[data-style]')]) {
		if (/^(?:normal|400|[1-4]00)$/.test(style(element, 'font-weight')) && /^(?:B|STRONG)$/.test(element.tagName)) {
			unwrap(element);
		}
		else if (style(element, 'font-style') === 'normal' && /^(?:I|EM)$/.test(element.tagName)) {
			unwrap(element);
		}
	}
	for (const element of [...root.querySelectorAll('span[data-style], font[data-style], a[data-style]')]) {
		if (isBold(style(element, 'font-weight')) && !element.closest('h1, h2, h3, h4, h5, h6, th')) {
			wrap(element, 'strong');
		}
		if (style(element, 'font-style') === 'italic') {
			wrap(element, 'em');
		}
		if (/line-through/.test(style(element, 'text-decoration') + style(element, 'text-decoration-line'))) {
			wrap(element, 's');
		}
	}
}

/* Word writes a list as paragraphs that look like one. */
function wordLists(root) {
	let lists = [];
	for (const item of [...root.querySelectorAll('p')]) {
		const level = /\blevel(\d)/.exec(style(item, 'mso-list'))?.[1];
		if (!level && !/MsoListParagraph/.test(item.className)) {
			lists = [];
			continue;
		}
		const depth = Number(level ?? 1);
		const sign = [...item.querySelectorAll('span')].find((span) => /ignore/.test(style(span, 'mso-list')));
		const ordered = /^\s*\(?[\dA-Za-z]{1,4}[.)]/.test(sign?.textContent ?? '');
		sign?.remove();
		const before = item.previousElementSibling;
		if (lists.length && lists[0].list !== before) {
			lists = [];
		}
		const tag = ordered ? 'OL' : 'UL';
		lists = lists.filter((open) => open.depth < depth || (open.depth === depth && open.list.tagName === tag));
		if (!lists.length || lists.at(-1).depth < depth) {
			const list = item.ownerDocument.createElement(tag);
			const parent = lists.at(-1)?.list.lastElementChild;
			if (parent) {
				parent.append(list);
			}
			else {
				item.before(list);
			}
			lists.push({ depth, list });
		}
		const entry = item.ownerDocument.createElement('li');
		const text = item.ownerDocument.createElement('p');
		text.append(...item.childNodes);
		entry.append(text);
		lists.at(-1).list.append(entry);
		item.remove();
	}
}

/* Lists that stand inside a list instead of in one of its items, as Google Docs and old HTML have them. */
function listsInLists(root) {
	for (const inner of [...root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')]) {
		const item = inner.previousElementSibling;
		if (item?.tagName === 'LI') {
			item.append(inner);
		}
	}
}

/* Tables of pages that are a frame for text, not a table. */
function layoutTables(root) {
	for (const table of [...root.querySelectorAll('table')]) {
		if (table.querySelector('table') || table.rows.length <= 1 && (table.rows[0]?.cells.length ?? 0) <= 1) {
			const cells = [...table.querySelectorAll('td, th')].filter((cell) => cell.closest('table') === table);
			table.replaceWith(...cells.flatMap((cell) => [...cell.childNodes]));
		}
	}
}

/**
 * Cleans pasted HTML.
 * @returns HTML in which only structure and emphasis are left
 */
export function cleanHtml(html) {
	const root = window.rowhouseTrust.inert(inert(html.replace(/<style[^]*?<\/style>/gi, '').replace(/<!--[^]*?-->/g, ''))).body;
	for (const element of root.querySelectorAll('script, style, meta, link, title, noscript, template, button, select, svg, iframe, object, video, audio')) {
		element.remove();
	}
	wordLists(root);
	layoutTables(root);
	listsInLists(root);
	styles(root);
	for (const element of [...root.querySelectorAll('*')]) {
		if (/:/.test(element.tagName) || (element.tagName === 'SPAN' && !element.hasAttribute('data-soft'))) {
			unwrap(element);
			continue;
		}
		for (const name of element.getAttributeNames().filter((attribute) => attribute.startsWith('data-on-'))) {
			element.removeAttribute(name);
		}
		element.removeAttribute('data-style');
		if (!/\blanguage-/.test(element.className)) {
			element.removeAttribute('class');
		}
		if (/^(?:B|STRONG|I|EM|S|DEL|A)$/.test(element.tagName) && [...element.children].some((child) => BLOCKS.test(child.tagName))) {
			unwrap(element);
		}
	}
	return root.innerHTML;
}

/**
 * Makes what was pasted fit: the page's title is its only first heading, and a table has neither joined cells nor heads in the middle.
 */
export function fit(schema, fragment, Fragment) {
	const nodes = [];
	fragment.forEach((node) => {
		const inside = node.isLeaf ? node.content : fit(schema, node.content, Fragment);
		if (node.type.name === 'heading') {
			nodes.push(schema.node('heading', { level: Math.min(4, Math.max(2, node.attrs.level)) }, inside, node.marks));
		}
		else if (node.type.name === 'table_cell' || node.type.name === 'table_header') {
			nodes.push(node.type.create({ ...node.attrs, colspan: 1, rowspan: 1, colwidth: null }, inside));
		}
		else {
			nodes.push(node.isText ? node : node.copy(inside));
		}
	});
	return Fragment.from(nodes);
}
