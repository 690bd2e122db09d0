/* What a text can be made of in the visual editor. Everything here has a form in Markdown. */
import { Schema } from './prosemirror-model.js';
import { tableNodes } from './prosemirror-tables.js';

const SAFE_LINK = /^(?:https?:|mailto:|tel:|[/#?.]|[^:]*$)/i;

const tables = tableNodes({
	tableGroup: 'block',
	cellContent: 'paragraph',
	cellAttributes: {
		align: {
			default: null,
			getFromDOM: (dom) => dom.getAttribute('align') || dom.style?.textAlign || null,
			setDOMAttr(value, attrs) {
				if (value === 'left' || value === 'center' || value === 'right') {
					attrs.align = value;
				}
			}
		}
	}
});

export const schema = new Schema({
	nodes: {
		doc: { content: 'block+' },
		paragraph: {
			content: 'inline*', group: 'block',
			parseDOM: [{ tag: 'p' }],
			toDOM: () => ['p', { dir: 'auto' }, 0]
		},
		heading: {
			attrs: { level: { default: 2 } },
			content: 'inline*', group: 'block', defining: true,
			parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
			toDOM: (node) => [`h${node.attrs.level}`, { dir: 'auto' }, 0]
		},
		blockquote: {
			content: 'block+', group: 'block', defining: true,
			parseDOM: [{ tag: 'blockquote' }],
			toDOM: () => ['blockquote', { dir: 'auto' }, 0]
		},
		bullet_list: {
			attrs: { tight: { default: true }, marker: { default: '-' } },
			content: 'list_item+', group: 'block',
			parseDOM: [{ tag: 'ul' }],
			toDOM: (node) => ['ul', { 'data-tight': String(node.attrs.tight), dir: 'auto' }, 0]
		},
		ordered_list: {
			attrs: { order: { default: 1 }, tight: { default: true }, marker: { default: '.' } },
			content: 'list_item+', group: 'block',
			parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ order: dom.hasAttribute('start') ? Math.max(0, dom.start) : 1 }) }],
			toDOM: (node) => ['ol', { start: node.attrs.order === 1 ? null : node.attrs.order,
				'data-tight': String(node.attrs.tight), dir: 'auto' }, 0]
		},
		list_item: {
			attrs: { checked: { default: null } },
			content: 'block+', defining: true,
			parseDOM: [{
				tag: 'li',
				getAttrs(dom) {
					const box = dom.querySelector(':scope > input[type=checkbox], :scope > p > input[type=checkbox], :scope > label > input[type=checkbox]');
					const said = dom.getAttribute('data-checked');
					return { checked: said !== null ? said === 'true' : box ? box.hasAttribute('checked') : null };
				}
			}],
			toDOM: (node) => ['li', node.attrs.checked === null ? {} : { 'data-checked': String(node.attrs.checked) }, 0]
		},
		code_block: {
			attrs: { info: { default: '' } },
			content: 'text*', marks: '', group: 'block', code: true, defining: true,
			parseDOM: [{
				tag: 'pre', preserveWhitespace: 'full',
				getAttrs: (dom) => ({ info: dom.getAttribute('data-info')
					?? /\blanguage-([\w+-]+)/.exec(dom.querySelector('code')?.className ?? '')?.[1] ?? '' })
			}],
			toDOM: (node) => ['pre', { 'data-info': node.attrs.info || null, dir: 'ltr' }, ['code', { spellcheck: 'false' }, 0]]
		},
		horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
		...tables,
		/* What has no visual form: HTML, footnotes, addresses of links, snippets. It is shown as it was written. */
		source: {
			attrs: { text: { default: '' }, kind: { default: 'other' } },
			group: 'block', atom: true, selectable: true, draggable: true,
			parseDOM: [{ tag: 'div[data-source]', getAttrs: (dom) => ({ text: dom.getAttribute('data-source'), kind: dom.getAttribute('data-kind') ?? 'other' }) }],
			toDOM: (node) => ['div', { 'data-source': node.attrs.text, 'data-kind': node.attrs.kind }]
		},
		text: { group: 'inline' },
		image: {
			attrs: { src: {}, alt: { default: '' }, title: { default: '' } },
			inline: true, group: 'inline', draggable: true,
			parseDOM: [{
				tag: 'img[src]',
				getAttrs(dom) {
					const src = dom.getAttribute('data-src') ?? dom.getAttribute('src');
					return /^(?:data|blob|file|cid|about):/i.test(src) ? false
						: { src, alt: dom.getAttribute('alt') ?? '', title: dom.getAttribute('title') ?? '' };
				}
			}],
			toDOM: (node) => ['img', { 'data-src': node.attrs.src, src: node.attrs.src, alt: node.attrs.alt, title: node.attrs.title || null }]
		},
		hard_break: {
			attrs: { html: { default: '' } },
			inline: true, group: 'inline', selectable: false,
			parseDOM: [{ tag: 'br' }],
			toDOM: () => ['br']
		},
		html_inline: {
			attrs: { text: {} },
			inline: true, group: 'inline', atom: true,
			parseDOM: [{ tag: 'code[data-html]', priority: 60, getAttrs: (dom) => ({ text: dom.getAttribute('data-html') }) }],
			toDOM: (node) => ['code', { 'data-html': node.attrs.text, class: 'ed-html', title: 'HTML' }, node.attrs.text]
		},
		footnote_ref: {
			attrs: { label: {} },
			inline: true, group: 'inline', atom: true,
			parseDOM: [{ tag: 'sup[data-footnote]', priority: 60, getAttrs: (dom) => ({ label: dom.getAttribute('data-footnote') }) }],
			toDOM: (node) => ['sup', { 'data-footnote': node.attrs.label, title: t('Footnote') }, node.attrs.label]
		}
	},
	marks: {
		link: {
			attrs: { href: {}, title: { default: '' } },
			inclusive: false,
			parseDOM: [{
				tag: 'a[href]',
				getAttrs(dom) {
					const href = dom.getAttribute('href');
					return SAFE_LINK.test(href) ? { href, title: dom.getAttribute('title') ?? '' } : false;
				}
			}],
			toDOM: (mark) => ['a', { href: SAFE_LINK.test(mark.attrs.href) ? mark.attrs.href : null,
				title: mark.attrs.title || null, rel: 'noopener' }, 0]
		},
		em: { parseDOM: [{ tag: 'i' }, { tag: 'em' }], toDOM: () => ['em', 0] },
		strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
		strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }], toDOM: () => ['del', 0] },
		code: { parseDOM: [{ tag: 'code' }, { tag: 'tt' }], toDOM: () => ['code', { spellcheck: 'false' }, 0] },
		/* A space that is the end of a line in the Markdown: wrapped texts stay wrapped. */
		soft: { inclusive: false, parseDOM: [{ tag: 'span[data-soft]' }], toDOM: () => ['span', { 'data-soft': '' }, 0] }
	}
});
