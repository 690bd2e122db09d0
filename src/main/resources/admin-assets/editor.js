/* The editor of pages and posts. Without this file the text is edited as Markdown, in the field that is always sent. */
import { history } from './prosemirror-history.js';
import { dropCursor } from './prosemirror-dropcursor.js';
import { gapCursor } from './prosemirror-gapcursor.js';
import { DOMParser as Reader, Fragment, Slice } from './prosemirror-model.js';
import { EditorState, Selection, TextSelection } from './prosemirror-state.js';
import { tableEditing } from './prosemirror-tables.js';
import { EditorView } from './prosemirror-view.js';
import { keys, inCode, normalizer, rules } from './editor-commands.js';
import { askForLink, address } from './editor-link.js';
import { MAX_LENGTH, open } from './editor-markdown.js';
import { askForPicture, filesOf, pending, upload, uploads } from './editor-media.js';
import { askForEmbed, linkAt, menu, showKeys } from './editor-menu.js';
import { cleanHtml, fit } from './editor-paste.js';
import { schema } from './editor-schema.js';
import { embedOf, embeds, nodeViews, placeholder } from './editor-views.js';

const WRITE_DELAY = 200;

/* Larger texts are not shown while somebody types. In characters. */
const MAX_PREVIEW = 600_000;

/* The server takes no more, and could not hand back what is far more: so nothing is sent, and nothing lost. In characters. */
const MAX_TEXT = 500_000;

const MODE = 'rowhouse-editor-mode';

const remembered = () => {
	try {
		return localStorage.getItem(MODE);
	}
	catch {
		return null;
	}
};

const remember = (mode) => {
	try {
		localStorage.setItem(MODE, mode);
	}
	catch {
		// Private windows may refuse: then it is forgotten.
	}
};

class Editor {

	constructor(root) {
		this.root = root;
		this.area = root.querySelector('textarea');
		this.form = this.area.form;
		this.place = root.querySelector('[data-visual]');
		this.note = root.querySelector('[data-note]');
		this.modes = root.querySelector('[data-modes]');
		const base = root.dataset.editor;
		this.urls = {
			links: `${base}/links.json`, media: `${base}/media`, library: `${base}/media.json`,
			shown: (src) => (/^\/media\/[^/]+$/.test(src) ? `${base}/media/raw/${src.slice('/media/'.length).replace(/[?#].*$/, '')}` : null)
		};
		this.actions = {
			link: (state, dispatch, view) => this.link(state, dispatch, view), unlink: (view) => this.unlink(view),
			picture: (state, dispatch, view) => !view || (askForPicture(view, this.urls), true),
			embed: (state, dispatch, view) => !view || (askForEmbed((url) => this.embed(url)), true),
			help: () => (showKeys(), true)
		};
		this.bars = document.createElement('div');
		this.bars.className = 'ed-bars';
		this.text = document.createElement('div');
		this.text.className = 'ed-text';
		this.place.append(this.bars, this.text);
		this.menu = menu(this.bars, this.actions);
		this.listen();
		this.modes.hidden = false;
		this.root.classList.add('is-ready');
		this.choose(remembered() === 'markdown' ? 'markdown' : 'visual', false);
	}

	listen() {
		for (const button of this.modes.querySelectorAll('[data-mode]')) {
			button.addEventListener('click', () => {
				remember(button.dataset.mode);
				this.choose(button.dataset.mode, true);
			});
		}
		this.text.addEventListener('mousedown', (event) => this.below(event));
		this.text.addEventListener('ed-reread', () => {
			this.flush(true);
			this.read();
		});
		// A browser that goes back fills the fields of the page late.
		addEventListener('pageshow', () => {
			if (this.view && !this.waiting && this.area.value !== this.known) {
				this.read();
			}
		});
		this.form.addEventListener('formdata', (event) => {
			this.flush();
			event.formData.set(this.area.name, this.area.value);
		});
		addEventListener('pagehide', () => this.flush());
		document.addEventListener('submit', (event) => {
			if (event.target !== this.form) {
				return;
			}
			this.flush();
			if (this.area.value.length > MAX_TEXT) {
				this.refuse(event, t('The text has {0} characters. Only {1} can be saved: split it into several pages.', this.area.value.length.toLocaleString(document.documentElement.lang), MAX_TEXT.toLocaleString(document.documentElement.lang)));
			}
			else if (this.view && pending(this.view.state)) {
				this.refuse(event, t('A file has not arrived yet. Wait for it, or remove it from the text; then save again.'));
			}
		}, true);
		this.area.addEventListener('input', () => {
			if (!this.writing && this.view) {
				this.read();
			}
		});
		this.root.querySelector('label[for="markdown"]').addEventListener('click', (event) => {
			if (this.view) {
				event.preventDefault();
				this.view.focus();
			}
		});
		document.addEventListener('htmx:confirm', (event) => {
			if (event.detail.elt?.id === 'preview' && (this.view || this.area.value.length > MAX_PREVIEW)) {
				event.preventDefault();
			}
		});
	}

	/* Does not save, and says why. */
	refuse(event, reason) {
		event.preventDefault();
		event.stopImmediatePropagation();
		this.say(reason, true);
		this.note.scrollIntoView({ block: 'center' });
		(this.view ?? this.area).focus({ preventScroll: true });
	}

	say(text, alarm = false) {
		this.note.textContent = text;
		this.note.hidden = text === '';
		this.note.classList.toggle('is-wrong', alarm);
	}

	/** Shows one of the two modes; a text that the visual one cannot show stays Markdown, and says why. */
	choose(mode, byHand) {
		this.say('');
		if (mode === 'visual' && !this.read()) {
			mode = 'markdown';
		}
		if (mode === 'markdown') {
			this.close();
		}
		const visual = mode === 'visual';
		this.root.classList.toggle('is-visual', visual);
		this.place.hidden = !visual;
		this.area.hidden = visual;
		for (const button of this.modes.querySelectorAll('[data-mode]')) {
			button.setAttribute('aria-pressed', String(button.dataset.mode === mode));
		}
		if (!visual) {
			// It was not asked for while nobody saw it.
			globalThis.htmx?.ajax('POST', document.getElementById('preview').getAttribute('hx-post'), { source: '#preview', target: '#preview' });
		}
		if (byHand || this.area.autofocus) {
			(visual ? this.view : this.area).focus();
		}
	}

	/** Reads the field into the visual editor. */
	read() {
		const original = open(this.area.value);
		if (original.reason) {
			this.close();
			this.say(`${original.reason} ${t('It can be edited as Markdown.')}`);
			return false;
		}
		this.original = original;
		this.known = this.area.value;
		const state = this.state(original.doc);
		if (this.view) {
			this.view.updateState(state);
		}
		else {
			this.view = this.show(state);
		}
		return true;
	}

	state(doc) {
		return EditorState.create({ doc, plugins: [rules(), ...keys(this.actions), history(), dropCursor({ class: 'ed-dropcursor', color: false, width: 3 }), gapCursor(),
			tableEditing(), normalizer(), uploads(), embeds(), placeholder(t('Write here, or drop a picture.')), this.menu] });
	}

	show(state) {
		const described = this.area.getAttribute('aria-describedby');
		const view = new EditorView(this.text, {
			state,
			nodeViews: nodeViews(this.urls),
			// The bar above and the buttons below stay where they are.
			scrollMargin: { top: 120, bottom: 110, left: 8, right: 8 },
			scrollThreshold: { top: 110, bottom: 100, left: 8, right: 8 },
			attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': 'text-label', class: 'article ed-content', spellcheck: 'true',
				...(described ? { 'aria-describedby': described } : {}), ...(this.area.hasAttribute('aria-invalid') ? { 'aria-invalid': 'true' } : {}) },
			dispatchTransaction: (transaction) => {
				view.updateState(view.state.apply(transaction));
				if (transaction.docChanged) {
					this.later();
				}
			},
			handlePaste: (editor, event) => this.paste(editor, event),
			handleDrop: (editor, event) => this.drop(editor, event),
			transformPastedHTML: (html) => window.rowhouseTrust.pasted(html.includes('data-pm-slice') ? html : cleanHtml(html)),
			transformPasted: (slice) => new Slice(fit(schema, slice.content, Fragment), slice.openStart, slice.openEnd),
			clipboardTextParser: (text, context, plain) => this.pastedText(text, context, plain),
			handleClickOn: (editor, pos, node, nodePos, event) => {
				if (event.target.closest('a')) {
					event.preventDefault();
				}
				return false;
			},
			handleDOMEvents: { blur: () => {
				this.flush();
				return false;
			} }
		});
		return view;
	}

	/* A click below the last block that is no paragraph makes one. */
	below(event) {
		const last = this.view?.state.doc.lastChild;
		if (!last || event.target !== this.view.dom || last.isTextblock && last.type.name === 'paragraph') {
			return;
		}
		if (event.clientY > this.view.dom.lastElementChild.getBoundingClientRect().bottom) {
			event.preventDefault();
			const { tr } = this.view.state;
			tr.insert(tr.doc.content.size, schema.node('paragraph'));
			this.view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)));
			this.view.focus();
		}
	}

	close() {
		this.flush();
		this.view?.destroy();
		this.view = null;
	}

	later() {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.flush(), WRITE_DELAY);
		this.waiting = true;
	}

	/** Writes what changed into the field, so that everything else on the page sees it. */
	flush(anyway = false) {
		clearTimeout(this.timer);
		if (!this.view || !this.waiting) {
			return;
		}
		this.waiting = false;
		const markdown = this.original.write(this.view.state.doc, anyway);
		this.known = markdown;
		if (markdown !== this.area.value) {
			this.area.value = markdown;
			this.writing = true;
			this.area.dispatchEvent(new Event('input', { bubbles: true }));
			this.writing = false;
		}
	}

	paste(view, event) {
		const files = filesOf(event.clipboardData);
		if (files.length) {
			upload(view, files, view.state.selection.to, this.urls);
			return true;
		}
		const text = event.clipboardData.getData('text/plain');
		if (text.length + this.area.value.length > MAX_LENGTH) {
			this.flush();
			const value = this.area.value;
			this.area.value = value + (value && !value.endsWith('\n') ? '\n\n' : '') + text;
			this.choose('markdown', true);
			this.area.dispatchEvent(new Event('input', { bubbles: true }));
			this.say(t('What you pasted is very long. It stands at the end of the text, as Markdown.'));
			return true;
		}
		const { selection } = view.state;
		const href = /^\S+$/.test(text.trim()) && /^(?:https?:\/\/|mailto:)/i.test(text.trim()) ? address(text.trim()) : null;
		if (href && selection instanceof TextSelection && !selection.empty && selection.$from.sameParent(selection.$to) && !inCode(view.state)) {
			view.dispatch(view.state.tr.addMark(selection.from, selection.to, schema.mark('link', { href })));
			return true;
		}
		return false;
	}

	/* Plain text that is Markdown becomes what it means, unless somebody asked for the plain text. */
	pastedText(text, context, plain) {
		if (!plain && !context.parent.type.spec.code) {
			const read = open(text.replace(/\r\n?/g, '\n').replace(/\0/g, ''));
			if (!read.reason) {
				const one = read.doc.childCount === 1 && read.doc.firstChild.type.name === 'paragraph';
				return one ? new Slice(read.doc.content, 1, 1) : Slice.maxOpen(read.doc.content);
			}
		}
		const place = document.createElement('div');
		for (const block of text.split(/(?:\r\n?|\n){2,}/)) {
			const paragraph = place.appendChild(document.createElement('p'));
			paragraph.textContent = block.replace(/\s+/g, ' ');
		}
		return Reader.fromSchema(schema).parseSlice(place, { preserveWhitespace: true, context });
	}

	drop(view, event) {
		const files = filesOf(event.dataTransfer);
		if (!files.length) {
			return false;
		}
		event.preventDefault();
		const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
		upload(view, files, at ? at.pos : view.state.doc.content.size, this.urls);
		return true;
	}

	link(state, dispatch, view) {
		if (!view) {
			return !inCode(state);
		}
		const current = linkAt(state);
		const range = this.linkRange(state, current);
		const text = state.doc.textBetween(range.from, range.to, ' ');
		askForLink(this.urls.links, { href: current?.attrs.href ?? '', text, asksText: range.from === range.to }, (link) => {
			view.focus();
			const transaction = view.state.tr;
			const mark = schema.mark('link', { href: link.href, title: current?.attrs.title ?? '' });
			if (range.from === range.to) {
				const words = link.text || link.href.replace(/^(?:mailto:|https?:\/\/)/, '');
				transaction.insert(range.from, schema.text(words, [...(view.state.storedMarks ?? view.state.selection.$from.marks()), mark]));
				transaction.setSelection(TextSelection.create(transaction.doc, range.from + words.length));
			}
			else {
				transaction.removeMark(range.from, range.to, schema.marks.link).addMark(range.from, range.to, mark);
			}
			view.dispatch(transaction.scrollIntoView());
		}, current ? () => this.unlink(view) : null);
		return true;
	}

	/* The whole of the link that the caret is in, or the selection. */
	linkRange(state, current) {
		const { from, to, empty, $from } = state.selection;
		if (!empty || !current) {
			return { from, to };
		}
		let start = $from.start();
		let found = { from, to };
		let run = null;
		$from.parent.forEach((node) => {
			const has = current.isInSet(node.marks);
			run = has ? { from: run?.from ?? start, to: start + node.nodeSize } : null;
			start += node.nodeSize;
			if (run && run.from <= from && from <= run.to) {
				found = run;
			}
		});
		return found;
	}

	unlink(view) {
		const current = linkAt(view.state);
		const { from, to } = this.linkRange(view.state, current);
		view.dispatch(view.state.tr.removeMark(from, to, schema.marks.link));
		view.focus();
	}

	embed(url) {
		const { state } = this.view;
		const { $to } = state.selection;
		const node = schema.node('paragraph', null, [schema.text(url)]);
		const depth = $to.depth ? 1 : 0;
		const empty = $to.parent.type === schema.nodes.paragraph && $to.parent.content.size === 0 && $to.depth === 1;
		const from = empty ? $to.before() : depth ? $to.after(1) : $to.pos;
		const transaction = state.tr.replaceWith(from, empty ? $to.after() : from, [node, schema.node('paragraph')]);
		transaction.setSelection(TextSelection.near(transaction.doc.resolve(from + node.nodeSize + 1)));
		this.view.dispatch(transaction.scrollIntoView());
	}

}

const root = document.querySelector('[data-editor]');
if (root && !root.querySelector('textarea').readOnly) {
	/** For tests: what is open. */
	root.editor = new Editor(root);
}

export { embedOf };
