/* How single things look in the editor: pictures, tasks, code, what stays source, and addresses that become embeds. */
import { Plugin } from './prosemirror-state.js';
import { Decoration, DecorationSet } from './prosemirror-view.js';
import { dialog, el, icon, newId } from './editor-dom.js';

const KINDS = {
	html: ['HTML', t('Shown on the page as far as it can do no harm.')],
	definition: [t('Addresses of links'), t('Links in this text refer to it.')],
	footnote: [t('Footnote'), t('Stands at the end of the page.')],
	snippet: [t('Snippet'), t('Its text is kept once and shown here.')],
	other: ['Markdown', t('The visual editor cannot show it without changing it.')]
};

/** What is kept as it was written: to be seen, moved, changed as text, and removed. */
class SourceView {

	constructor(node, view, getPos) {
		this.node = node;
		this.view = view;
		this.getPos = getPos;
		this.dom = el('div', { class: 'ed-source', contenteditable: 'false', role: 'group' });
		this.render();
	}

	render() {
		const { kind, text } = this.node.attrs;
		const [name, hint] = KINDS[kind] ?? KINDS.other;
		const snippet = kind === 'snippet' ? /snippet\s+([^\s}]+)/.exec(text)?.[1] : null;
		this.dom.setAttribute('aria-label', name);
		this.dom.dataset.kind = kind;
		this.dom.replaceChildren(
			el('div', { class: 'ed-source-head' }, el('span', { class: 'ed-source-name', title: hint }, snippet ? `${name}: ${snippet}` : name),
				...(this.view.editable ? [this.button('up', t('Move up'), () => this.move(-1)), this.button('down', t('Move down'), () => this.move(1)),
					el('button', { class: 'btn btn--small', type: 'button', click: () => this.edit() }, t('Edit')),
					el('button', { class: 'btn btn--small', type: 'button', click: () => this.remove() }, t('Remove'))] : [])),
			...(snippet ? [] : [el('pre', { tabindex: '0', role: 'region', 'aria-label': t('{0}, as written', name) }, text)]));
	}

	button(name, label, click) {
		return el('button', { class: 'btn btn--small', type: 'button', 'aria-label': label, title: label, click }, icon(name));
	}

	move(by) {
		const { state } = this.view;
		const pos = this.getPos();
		const at = state.doc.resolve(pos);
		const index = at.index();
		const other = at.parent.maybeChild(index + by);
		if (!other) {
			return;
		}
		const target = by < 0 ? pos - other.nodeSize : pos + other.nodeSize;
		const transaction = state.tr.delete(pos, pos + this.node.nodeSize);
		this.view.dispatch(transaction.insert(target, this.node).scrollIntoView());
	}

	edit() {
		const id = newId('ed-source');
		const area = el('textarea', { class: 'input mono', id, rows: 10, spellcheck: 'false' });
		area.value = this.node.attrs.text;
		dialog({ title: t('Change as Markdown'), wide: true, action: t('Change'), body: [el('label', { for: id, class: 'sr' }, 'Markdown'), area], save: () => {
			const text = area.value.replace(/^\n+|\s+$/g, '');
			if (!text) {
				return t('Write something, or press Cancel and remove it.');
			}
			const pos = this.getPos();
			this.view.dispatch(this.view.state.tr.setNodeMarkup(pos, null, { ...this.node.attrs, text }));
			// It may have become something else, or what others refer to.
			this.view.dom.dispatchEvent(new CustomEvent('ed-reread', { bubbles: true }));
			return undefined;
		} });
		area.focus();
	}

	remove() {
		const pos = this.getPos();
		this.view.dispatch(this.view.state.tr.delete(pos, pos + this.node.nodeSize));
		this.view.focus();
	}

	update(node) {
		if (node.type !== this.node.type) {
			return false;
		}
		const changed = !node.sameMarkup(this.node);
		this.node = node;
		if (changed) {
			this.render();
		}
		return true;
	}

	selectNode() {
		this.dom.classList.add('ProseMirror-selectednode');
	}

	deselectNode() {
		this.dom.classList.remove('ProseMirror-selectednode');
	}

	stopEvent(event) {
		return !event.type.startsWith('drag') && event.type !== 'drop' && Boolean(event.target.closest?.('button, pre'));
	}

	ignoreMutation() {
		return true;
	}

}

/* A picture is shown from the admin UI's own host; one that cannot be shown there says what and where it is. */
class ImageView {

	constructor(node, urls) {
		this.urls = urls;
		this.dom = el('span', { class: 'ed-image' });
		this.image = el('img', {});
		this.label = el('span', { class: 'ed-image-label' });
		this.image.addEventListener('error', () => this.dom.classList.add('is-elsewhere'));
		this.image.addEventListener('load', () => this.dom.classList.remove('is-elsewhere'));
		this.dom.append(this.image, this.label);
		this.show(node);
	}

	show(node) {
		this.node = node;
		const { src, alt, title } = node.attrs;
		const shown = this.urls.shown(src);
		this.dom.classList.toggle('is-nameless', alt.trim() === '');
		this.image.alt = alt;
		this.image.title = title;
		this.label.textContent = shown === null || this.dom.classList.contains('is-elsewhere') ? `${alt || t('Picture')} (${src})` : t('No description');
		if (shown === null) {
			this.dom.classList.add('is-elsewhere');
			this.image.removeAttribute('src');
		}
		else if (this.image.getAttribute('src') !== shown) {
			this.image.addEventListener('error', () => {
				this.label.textContent = `${this.node.attrs.alt || t('Picture')} (${this.node.attrs.src})`;
			}, { once: true });
			this.image.src = shown;
		}
	}

	update(node) {
		if (node.type !== this.node.type) {
			return false;
		}
		this.show(node);
		return true;
	}

	ignoreMutation() {
		return true;
	}

}

/* An item of a list, with a box when it is a task. */
class ItemView {

	constructor(node, view, getPos) {
		this.node = node;
		this.dom = el('li', {});
		this.contentDOM = this.dom;
		if (node.attrs.checked !== null) {
			this.box = el('input', { type: 'checkbox', 'aria-label': t('Done'), tabindex: view.editable ? null : '-1' });
			this.contentDOM = el('div', {});
			this.dom.className = 'ed-task';
			this.dom.append(el('span', { class: 'ed-task-box', contenteditable: 'false' }, this.box), this.contentDOM);
			this.box.addEventListener('change', () => {
				view.dispatch(view.state.tr.setNodeMarkup(getPos(), null, { ...this.node.attrs, checked: this.box.checked }));
			});
			this.show();
		}
	}

	show() {
		this.box.checked = this.node.attrs.checked;
		this.dom.classList.toggle('is-done', this.node.attrs.checked);
		this.box.setAttribute('aria-label', this.node.firstChild.textContent.slice(0, 100) || t('Done'));
	}

	update(node) {
		if (node.type !== this.node.type || (node.attrs.checked === null) !== (this.node.attrs.checked === null)) {
			return false;
		}
		this.node = node;
		if (this.box) {
			this.show();
		}
		return true;
	}

	stopEvent(event) {
		return this.box !== undefined && (event.target === this.box || event.target === this.box.parentNode);
	}

	ignoreMutation(mutation) {
		return mutation.type !== 'selection' && this.box !== undefined && !this.contentDOM.contains(mutation.target);
	}

}

/** The views of an editor. urls.shown(src) is where a picture can be seen from here, or null. */
export const nodeViews = (urls) => ({
	source: (node, view, getPos) => new SourceView(node, view, getPos),
	image: (node) => new ImageView(node, urls),
	list_item: (node, view, getPos) => new ItemView(node, view, getPos)
});

/* The same services as the server's Embeds. */
const EMBEDS = [
	[t('YouTube video'), /^https:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:[^\s#]*&)?v=|shorts\/|live\/)|youtu\.be\/)[A-Za-z0-9_-]{11}(?:[?&#][^\s]*)?$/],
	[t('Vimeo video'), /^https:\/\/(?:www\.)?vimeo\.com\/\d{5,12}(?:[?#/][^\s]*)?$/],
	[t('Map of OpenStreetMap'), /^https:\/\/www\.openstreetmap\.org\/\S*#map=\d{1,2}\/-?\d{1,2}(?:\.\d{1,8})?\/-?\d{1,3}(?:\.\d{1,8})?(?:&\S*)?$/],
	[t('Music from Spotify'), /^https:\/\/open\.spotify\.com\/(?:intl-[a-z]{2}\/)?(?:track|album|playlist|episode|show|artist)\/[A-Za-z0-9]{22}(?:\?\S*)?$/]
];

/** Names what an address becomes when it is alone in a paragraph, or null. */
export const embedOf = (url) => EMBEDS.find(([, pattern]) => pattern.test(url))?.[0] ?? null;

/** Marks paragraphs that are nothing but the address of an embed. */
export function embeds() {
	return new Plugin({
		props: {
			decorations(state) {
				const found = [];
				state.doc.forEach((node, pos) => {
					if (node.type.name === 'paragraph' && node.childCount === 1 && node.firstChild.isText && node.content.size < 500) {
						const name = embedOf(node.textContent.trim());
						if (name) {
							found.push(Decoration.node(pos, pos + node.nodeSize, { class: 'ed-embed', 'data-embed': name }));
						}
					}
				});
				return DecorationSet.create(state.doc, found);
			}
		}
	});
}

/** Says what to do while there is no text. */
export function placeholder(text) {
	return new Plugin({
		props: {
			decorations(state) {
				const { doc } = state;
				const empty = doc.childCount === 1 && doc.firstChild.type.name === 'paragraph' && doc.firstChild.content.size === 0;
				return empty ? DecorationSet.create(doc, [Decoration.node(0, doc.firstChild.nodeSize, { class: 'ed-empty', 'data-placeholder': text })]) : null;
			}
		}
	});
}
