/* Pictures: by drag, drop, paste, from the computer and from the media library. */
import { Plugin, PluginKey, NodeSelection } from './prosemirror-state.js';
import { Decoration, DecorationSet } from './prosemirror-view.js';
import { schema } from './editor-schema.js';
import { csrf, dialog, el, field, newId } from './editor-dom.js';

const key = new PluginKey('uploads');

/** The places where files are on their way: a decoration each, which stays where it is while people write on. */
export function uploads() {
	return new Plugin({
		key,
		state: {
			init: () => DecorationSet.empty,
			apply(transaction, set) {
				const mapped = set.map(transaction.mapping, transaction.doc);
				const action = transaction.getMeta(key);
				if (action?.add) {
					return mapped.add(transaction.doc, [Decoration.widget(action.add.pos, action.add.dom, { id: action.add.id, side: -1, stopEvent: () => true, ignoreSelection: true })]);
				}
				return action?.remove ? mapped.remove(mapped.find(null, null, (spec) => spec.id === action.remove)) : mapped;
			}
		},
		props: { decorations: (state) => key.getState(state) }
	});
}

/** How many files are on their way. */
export const pending = (state) => key.getState(state).find().length;

/* Where something that stands on its own goes: into an empty paragraph, a list or a cell, and otherwise below the paragraph. */
function placeFor(doc, pos) {
	const at = doc.resolve(pos);
	if (!at.parent.inlineContent) {
		return pos;
	}
	const inCell = at.depth > 1 && at.node(at.depth - 1).type.spec.tableRole;
	if (at.parent.type.name === 'paragraph' && (at.parent.content.size === 0 || inCell)) {
		return pos;
	}
	return at.after(at.depth);
}

function insert(view, pos, node) {
	const at = view.state.doc.resolve(pos);
	const transaction = view.state.tr;
	if (at.parent.inlineContent) {
		transaction.insert(pos, node);
	}
	else {
		transaction.insert(pos, schema.node('paragraph', null, [node]));
	}
	const placed = at.parent.inlineContent ? pos : pos + 1;
	view.dispatch(transaction.setSelection(NodeSelection.create(transaction.doc, placed)).scrollIntoView());
}

/** Puts a picture of the library at the selection. */
export function insertPicture(view, attrs) {
	const { selection } = view.state;
	const pos = selection.node?.type === schema.nodes.image ? selection.from : placeFor(view.state.doc, selection.to);
	if (selection.node?.type === schema.nodes.image) {
		view.dispatch(view.state.tr.setNodeMarkup(selection.from, null, { ...selection.node.attrs, ...attrs }));
		return;
	}
	insert(view, pos, schema.node('image', attrs));
}

/** Uploads files and puts each where it was dropped. Nothing is lost when one fails: it can be tried again. */
export function upload(view, files, pos, urls) {
	for (const file of files) {
		new Upload(view, file, placeFor(view.state.doc, pos), urls).start();
	}
}

class Upload {

	constructor(view, file, pos, urls) {
		this.view = view;
		this.file = file;
		this.urls = urls;
		this.id = newId('upload');
		this.bar = el('progress', { max: 100, 'aria-label': t('Uploading {0}', file.name) });
		this.message = el('span', { class: 'ed-upload-text', role: 'status' }, t('Uploading {0}…', file.name));
		this.buttons = el('span', { class: 'ed-upload-buttons' });
		this.dom = el('span', { class: 'ed-upload', contenteditable: 'false' }, this.message, this.bar, this.buttons);
		view.dispatch(view.state.tr.setMeta(key, { add: { id: this.id, pos, dom: this.dom } }));
	}

	start() {
		this.dom.classList.remove('is-wrong');
		this.bar.hidden = false;
		this.bar.removeAttribute('value');
		this.message.textContent = t('Uploading {0}…', this.file.name);
		this.buttons.replaceChildren(el('button', { class: 'btn btn--small', type: 'button', click: () => this.request.abort() }, t('Cancel')));
		const request = this.request = new XMLHttpRequest();
		const form = new FormData();
		form.append('file', this.file, this.file.name);
		request.upload.addEventListener('progress', (event) => {
			if (event.lengthComputable) {
				this.bar.value = event.loaded / event.total * 100;
			}
		});
		request.addEventListener('load', () => this.answered(request));
		request.addEventListener('error', () => this.failed(t('Rowhouse cannot be reached right now.')));
		request.addEventListener('abort', () => this.gone());
		request.open('POST', this.urls.media);
		request.setRequestHeader('Accept', 'application/json');
		for (const [name, value] of Object.entries(csrf())) {
			request.setRequestHeader(name, value);
		}
		request.send(form);
	}

	answered(request) {
		let answer = {};
		try {
			answer = JSON.parse(request.responseText);
		}
		catch {
			// A page instead of an answer: the session has ended, or something stands in between.
		}
		if (request.status >= 200 && request.status < 300 && answer.url) {
			this.done(answer);
		}
		else if (/\/login(?:\?|$)/.test(request.responseURL)) {
			this.failed(t('Your session has ended. Sign in again in another tab, then try again.'));
		}
		else {
			this.failed(answer.detail ?? (request.status === 413 ? t('The file is too large.') : t('The file could not be uploaded.')));
		}
	}

	failed(reason) {
		this.dom.classList.add('is-wrong');
		this.bar.hidden = true;
		this.message.textContent = `${this.file.name}: ${reason}`;
		this.buttons.replaceChildren(
			el('button', { class: 'btn btn--small', type: 'button', click: () => this.start() }, t('Try again')),
			el('button', { class: 'btn btn--small', type: 'button', click: () => this.gone() }, t('Remove')));
	}

	gone() {
		if (!this.view.isDestroyed) {
			this.view.dispatch(this.view.state.tr.setMeta(key, { remove: this.id }));
			this.view.focus();
		}
	}

	done(answer) {
		if (this.view.isDestroyed) {
			return;
		}
		const [place] = key.getState(this.view.state).find(null, null, (spec) => spec.id === this.id);
		this.view.dispatch(this.view.state.tr.setMeta(key, { remove: this.id }).setMeta('addToHistory', false));
		if (!place) {
			return;
		}
		const isPicture = !answer.type || answer.type.startsWith('image/');
		insert(this.view, placeFor(this.view.state.doc, place.from), isPicture
			? schema.node('image', { src: answer.url, alt: answer.alt ?? '' })
			: schema.text(answer.name, [schema.mark('link', { href: answer.url })]));
	}

}

/** Files that a paste or drop brings, or none when it brings text as well. */
export function filesOf(transfer) {
	const files = [...(transfer?.files ?? [])];
	if (!files.length) {
		return files;
	}
	const words = transfer.getData('text/html').replace(/<(style|title)[^]*?<\/\1>|<[^>]*>|&nbsp;/gi, '').trim();
	return words || transfer.getData('text/plain').trim() ? [] : files;
}

/* The library: a page of it at a time. */
class Library {

	constructor(urls, chosen) {
		this.urls = urls;
		this.chosen = chosen;
		this.grid = el('ul', { class: 'ed-library' });
		this.status = el('p', { class: 'hint', role: 'status' });
		this.more = el('button', { class: 'btn btn--small', type: 'button', hidden: true, click: () => this.load(this.next) }, t('More'));
		const { wrap, input } = field(t('Find in the library'), { type: 'search' });
		input.addEventListener('input', () => {
			clearTimeout(this.timer);
			this.timer = setTimeout(() => this.load(null), 200);
		});
		input.addEventListener('keydown', (event) => {
			if (event.key === 'Enter') {
				event.preventDefault();
				this.load(null);
			}
		});
		this.search = input;
		this.parts = [wrap, this.status, this.grid, this.more];
		this.load(null);
	}

	async load(page) {
		const number = this.number = (this.number ?? 0) + 1;
		try {
			const answer = await fetch(`${this.urls.library}?q=${encodeURIComponent(this.search.value)}${page === null ? '' : `&page=${page}`}`, { headers: { Accept: 'application/json' } });
			if (!answer.ok) {
				throw new Error(String(answer.status));
			}
			const found = await answer.json();
			if (number === this.number) {
				this.show(found, page !== null);
			}
		}
		catch {
			if (number === this.number) {
				this.status.textContent = t('The library cannot be shown right now. You can still upload a picture.');
			}
		}
	}

	show(found, further) {
		const items = found.items.filter((item) => !item.type || item.type.startsWith('image/'));
		const tiles = items.map((item) => el('li', {}, el('button', { class: 'ed-tile', type: 'button', title: item.name, 'aria-label': item.alt || item.name, click: () => this.chosen(item) },
			el('img', { src: item.thumbnail ?? item.url, alt: '', loading: 'lazy', width: 120, height: 90 }), el('span', {}, item.name))));
		if (further) {
			this.grid.append(...tiles);
		}
		else {
			this.grid.replaceChildren(...tiles);
		}
		this.next = found.next ?? null;
		this.more.hidden = this.next === null;
		this.status.textContent = this.grid.childElementCount ? '' : this.search.value ? t('No picture has this name.') : t('There are no pictures yet. Upload the first one.');
	}

}

/** Asks for a picture: one of the library, or a new one. */
export function askForPicture(view, urls) {
	const file = el('input', { type: 'file', accept: 'image/*', multiple: true, class: 'sr', tabindex: '-1', 'aria-hidden': 'true' });
	const library = new Library(urls, (item) => {
		box.close();
		insertPicture(view, { src: item.url, alt: item.alt ?? '' });
		view.focus();
	});
	const choose = el('button', { class: 'btn btn--primary', type: 'button', click: () => file.click() }, t('Upload pictures…'));
	file.addEventListener('change', () => {
		const files = [...file.files];
		box.close();
		upload(view, files, view.state.selection.to, urls);
	});
	const box = dialog({ title: t('Picture'), wide: true, body: [el('div', { class: 'ed-library-head' }, choose, file,
		el('p', { class: 'hint' }, t('You can also drop pictures into the text, or paste them.'))), ...library.parts] });
	choose.focus();
}
