/* The bar above the text: one stop of the Tab key, arrow keys within. Below it what belongs to a table, a picture, a link or code. */
import { closeHistory, redoDepth, undoDepth } from './prosemirror-history.js';
import { Plugin } from './prosemirror-state.js';
import { schema } from './editor-schema.js';
import { dialog, el, field, icon } from './editor-dom.js';
import { addColumnAfter, addRowAfter, align, alignment, code, deleteColumns, deleteRows, deleteTable, heading, inCode, inQuote, inTable,
	indent, list, listKind, mark, markActive, outdent, quote, redo, rule, table, undo } from './editor-commands.js';
import { embedOf } from './editor-views.js';
import { address } from './editor-link.js';

const MAC = /Mac|iP(?:hone|ad)/.test(navigator.platform);

/** A key as it is written on this computer's keyboard: Mod-Shift-7 is Ctrl+Shift+7 or ⇧⌘7. */
export const keyName = (keys) => (MAC ? keys.replace('Mod-', '⌘').replace('Shift-', '⇧').replace('Alt-', '⌥') : keys.replace('Mod', 'Ctrl').replaceAll('-', '+'));

const STYLES = [[0, t('Text')], [2, t('Heading')], [3, t('Smaller heading')], [4, t('Smallest heading')]];

/* A row of tools: arrow keys, Home and End move in it, and Tab leaves it. */
class Bar {

	constructor(label, className) {
		this.dom = el('div', { class: className, role: 'toolbar', 'aria-label': label, 'aria-orientation': 'horizontal' });
		this.dom.addEventListener('keydown', (event) => this.key(event));
		this.dom.addEventListener('focusin', (event) => this.stop(event.target));
		this.tools = [];
	}

	add(group) {
		this.dom.append(el('div', { class: 'ed-group', role: 'group' }, ...group.map((tool) => tool.dom)));
		this.tools.push(...group);
		this.stop(this.items()[0]);
	}

	items() {
		return [...this.dom.querySelectorAll('button, select, input')];
	}

	stop(current) {
		for (const item of this.items()) {
			item.tabIndex = item === current ? 0 : -1;
		}
	}

	key(event) {
		const items = this.items();
		const at = items.indexOf(document.activeElement);
		const typing = document.activeElement.tagName === 'INPUT';
		const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
		if (to !== undefined && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			items[(to + items.length) % items.length].focus();
		}
	}

	focus() {
		(this.items().find((item) => item.tabIndex === 0) ?? this.items()[0]).focus();
	}

	update(state) {
		this.tools.forEach((tool) => tool.update?.(state));
	}

}

/** A button that runs a command, and shows whether it is on or cannot be used. */
function tool(view, { name, label, keys, run, active, enabled, history = false }) {
	const text = keys ? `${label} (${keyName(keys)})` : label;
	const dom = el('button', { class: 'ed-tool', type: 'button', 'aria-label': label, title: text, 'aria-keyshortcuts': keys?.replace('Mod', MAC ? 'Meta' : 'Control').replaceAll('-', '+'),
		'aria-pressed': active ? 'false' : null,
		// The selection stays where it is.
		mousedown: (event) => event.preventDefault(),
		click: (event) => {
			if (dom.getAttribute('aria-disabled') !== 'true') {
				// What a button does is a step of its own to undo.
				run(view().state, (transaction) => view().dispatch(history ? transaction : closeHistory(transaction)), view());
				if (event.detail > 0) {
					view().focus();
				}
			}
		} }, icon(name));
	return {
		dom,
		update(state) {
			if (active) {
				dom.setAttribute('aria-pressed', String(Boolean(active(state))));
			}
			dom.setAttribute('aria-disabled', String(!(enabled ? enabled(state) : run(state))));
		}
	};
}

function styleTool(view) {
	const dom = el('select', { class: 'ed-style', 'aria-label': t('Style of the paragraph'), change: () => {
		heading(Number(dom.value))(view().state, view().dispatch, view());
		update(view().state);
		view().focus();
	} }, ...STYLES.map(([level, label]) => el('option', { value: level }, label)));
	const update = (state) => {
		const { parent } = state.selection.$from;
		const level = parent.type === schema.nodes.heading ? parent.attrs.level : 0;
		const known = STYLES.some(([value]) => value === level);
		let other = dom.querySelector('[data-other]');
		if (!known && !other) {
			other = el('option', { 'data-other': true });
			dom.append(other);
		}
		if (other) {
			other.value = level;
			other.textContent = level === 1 ? t('Title') : t('Heading {0}', level);
			other.hidden = known;
		}
		dom.value = String(level);
		// It stays in reach of the keyboard where a heading cannot be.
		dom.setAttribute('aria-disabled', String(inTable(state)));
	};
	return { dom, update };
}

const always = () => true;

function mainBar(view, actions) {
	const bar = new Bar(t('Format'), 'ed-bar');
	const marks = (name, type, label, keys) => ({ name, label, keys, run: mark(type), active: (state) => markActive(state, type) });
	const lists = (kind, label, keys) => ({ name: kind, label, keys, run: list(kind), active: (state) => listKind(state) === kind });
	const groups = [
		null,
		[marks('bold', 'strong', t('Bold'), 'Mod-B'), marks('italic', 'em', t('Italic'), 'Mod-I'), marks('strike', 'strike', t('Struck through'), 'Mod-Shift-X'),
			marks('code', 'code', t('Code'), 'Mod-E'),
			{ name: 'link', label: t('Link'), keys: 'Mod-K', run: actions.link, active: (state) => markActive(state, 'link'), enabled: (state) => !inCode(state) }],
		[lists('bullets', t('Bulleted list'), 'Mod-Shift-8'), lists('numbers', t('Numbered list'), 'Mod-Shift-7'), lists('tasks', t('List of tasks'), 'Mod-Shift-9'),
			{ name: 'outdent', label: t('Less indented'), keys: 'Shift-Tab', run: outdent }, { name: 'indent', label: t('More indented'), keys: 'Tab', run: indent }],
		[{ name: 'quote', label: t('Quotation'), keys: 'Mod-Shift-.', run: quote, active: inQuote },
			{ name: 'codeblock', label: t('Block of code'), run: code, active: inCode }, { name: 'rule', label: t('Line across'), run: rule }],
		[{ name: 'picture', label: t('Picture…'), run: actions.picture, enabled: (state) => !inCode(state) },
			{ name: 'table', label: t('Table'), run: table(3, 3), enabled: (state) => !inTable(state) },
			{ name: 'embed', label: t('Video, map or music…'), run: actions.embed, enabled: (state) => !inTable(state) }],
		[{ name: 'undo', label: t('Undo'), keys: 'Mod-Z', run: undo, history: true, enabled: (state) => undoDepth(state) > 0 },
			{ name: 'redo', label: t('Redo'), keys: 'Mod-Y', run: redo, history: true, enabled: (state) => redoDepth(state) > 0 }],
		[{ name: 'help', label: t('Keys'), keys: 'Mod-/', run: actions.help, enabled: always }]
	];
	for (const group of groups) {
		bar.add(group ? group.map((entry) => tool(view, entry)) : [styleTool(view)]);
	}
	return bar;
}

function tableBar(view) {
	const bar = new Bar(t('Table'), 'ed-context');
	const aligned = (name, label, value) => ({ name, label, run: align(value), active: (state) => alignment(state) === (value ?? 'none') || (value === 'left' && alignment(state) === 'none') });
	bar.add([{ name: 'rowbelow', label: t('Add a row below'), run: addRowAfter }, { name: 'columnafter', label: t('Add a column after'), run: addColumnAfter },
		{ name: 'rowdelete', label: t('Delete the row'), run: deleteRows }, { name: 'columndelete', label: t('Delete the column'), run: deleteColumns }].map((entry) => tool(view, entry)));
	bar.add([aligned('left', t('Align left'), 'left'), aligned('center', t('Align in the middle'), 'center'), aligned('right', t('Align right'), 'right')].map((entry) => tool(view, entry)));
	const remove = el('button', { class: 'btn btn--small', type: 'button', mousedown: (event) => event.preventDefault(), click: () => {
		deleteTable(view().state, view().dispatch);
		view().focus();
	} }, t('Delete table'));
	bar.add([{ dom: remove }]);
	return bar;
}

/* One field in the bar that changes the thing at the selection while somebody types. */
function fieldBar(view, { label, name, hint, read, write, buttons = [], inputAttributes = {} }) {
	const bar = new Bar(label, 'ed-context');
	const input = el('input', { class: 'input', 'aria-label': name, placeholder: hint, ...inputAttributes, input: () => write(view(), input.value),
		keydown: (event) => {
			if (event.key === 'Enter' || event.key === 'Escape') {
				event.preventDefault();
				event.stopPropagation();
				view().focus();
			}
		} });
	bar.add([{ dom: el('span', { class: 'ed-context-name', 'aria-hidden': 'true' }, name) }, { dom: input, update: (state) => {
		const value = read(state);
		if (document.activeElement !== input && input.value !== value) {
			input.value = value;
		}
	} }, ...buttons.map(([text, run]) => ({ dom: el('button', { class: 'btn btn--small', type: 'button', click: () => run(view()) }, text) }))]);
	bar.input = input;
	return bar;
}

const selectedImage = (state) => (state.selection.node?.type === schema.nodes.image ? state.selection.node : null);

const imageBar = (view, actions) => fieldBar(view, {
	label: t('Picture'), name: t('Description'), hint: t('What is to be seen, for people who cannot see it'),
	read: (state) => selectedImage(state)?.attrs.alt ?? '',
	write(editor, value) {
		const { state } = editor;
		if (selectedImage(state)) {
			const transaction = state.tr.setNodeMarkup(state.selection.from, null, { ...state.selection.node.attrs, alt: value });
			editor.dispatch(transaction.setSelection(state.selection.constructor.create(transaction.doc, state.selection.from)));
		}
	},
	buttons: [[t('Another picture…'), (editor) => actions.picture(editor.state, editor.dispatch, editor)], [t('Remove'), (editor) => {
		editor.dispatch(editor.state.tr.deleteSelection());
		editor.focus();
	}]]
});

const codeBar = (view) => fieldBar(view, {
	label: t('Code'), name: t('Language'), hint: t('such as html, python or sh'),
	inputAttributes: { autocapitalize: 'none', spellcheck: 'false', size: 14 },
	read: (state) => (inCode(state) ? state.selection.$from.parent.attrs.info : ''),
	write(editor, value) {
		const { state } = editor;
		if (inCode(state)) {
			editor.dispatch(state.tr.setNodeMarkup(state.selection.$from.before(), null, { info: value.trim().replace(/[`\n]/g, '') }));
		}
	}
});

function linkBar(view, actions) {
	const bar = new Bar(t('Link'), 'ed-context');
	const where = el('a', { target: '_blank', rel: 'noopener', class: 'ed-context-link' });
	bar.add([{ dom: el('span', { class: 'ed-context-name' }, t('Link to')) }, { dom: where, update(state) {
		const href = linkAt(state)?.attrs.href ?? '';
		where.textContent = href;
		if (/^(?:https?:|mailto:)/.test(href)) {
			where.href = href;
		}
		else {
			where.removeAttribute('href');
		}
	} }, { dom: el('button', { class: 'btn btn--small', type: 'button', click: () => actions.link(view().state, view().dispatch, view()) }, t('Change…')) },
	{ dom: el('button', { class: 'btn btn--small', type: 'button', click: () => actions.unlink(view()) }, t('Remove')) }]);
	return bar;
}

/** The link at the selection, or null. */
export function linkAt(state) {
	const { $from, empty, from, to } = state.selection;
	if (empty) {
		return schema.marks.link.isInSet($from.marks()) ?? null;
	}
	let found = null;
	state.doc.nodesBetween(from, to, (node) => {
		found ??= schema.marks.link.isInSet(node.marks) ?? null;
	});
	return found;
}

/** Asks for the address of a video, map or music. */
export function askForEmbed(done) {
	const where = field(t('Address'), { inputmode: 'url', autocapitalize: 'none', spellcheck: 'false' },
		t('Copy it from the address bar: a video of YouTube or Vimeo, a map of OpenStreetMap, music of Spotify. It is loaded only when a visitor opens it.'));
	dialog({ title: t('Video, map or music'), body: [where.wrap], action: t('Insert'), save() {
		const url = address(where.input.value);
		if (!url || !embedOf(url)) {
			where.input.setAttribute('aria-invalid', 'true');
			return t('What is at this address cannot be shown inside a page. You can still link to it.');
		}
		done(url);
		return undefined;
	} });
	where.input.focus();
}

const KEYS = [['Mod-B', t('Bold')], ['Mod-I', t('Italic')], ['Mod-Shift-X', t('Struck through')], ['Mod-E', t('Code')], ['Mod-K', t('Link')], ['Mod-Alt-2', t('Heading; 3 and 4 are smaller, 0 is text')],
	['Mod-Shift-8', t('Bulleted list')], ['Mod-Shift-7', t('Numbered list')], ['Mod-Shift-9', t('List of tasks')], ['Tab', t('More indented; the next cell of a table')],
	['Shift-Tab', t('Less indented; the cell before')], ['Mod-Shift-.', t('Quotation')], ['Shift-Enter', t('New line in the same paragraph')], ['Mod-Z', t('Undo')], ['Mod-Y', t('Redo')],
	['Mod-Shift-V', t('Paste without formatting')], ['Alt-F10', t('To the bar of tools; Escape goes back')], ['Escape', t('Then Tab: on to the next field')], ['Mod-S', t('Save')]];

const TYPED = [['##', t('and a space: heading')], ['-', t('and a space: list')], ['1.', t('and a space: numbered list')], ['[ ]', t('and a space, in a list: task')], ['>', t('and a space: quotation')],
	['```', t('block of code')], ['---', t('line across')], ['**bold**', t('bold')], ['_italic_', t('italic')]];

/** Shows what the keyboard can do. */
export function showKeys() {
	const rows = (pairs, name) => pairs.map(([keys, text]) => el('div', {}, el('dt', {}, el('kbd', {}, name(keys))), el('dd', {}, text)));
	dialog({ title: t('Keys'), wide: true, body: [el('dl', { class: 'ed-keys' }, ...rows(KEYS, keyName)), el('h3', {}, t('While you type')), el('dl', { class: 'ed-keys' }, ...rows(TYPED, (text) => text))] });
}

/** Makes the bars above the text and keeps them right. Returns a plugin; its bars are put into the element. */
export function menu(place, actions) {
	let view = null;
	const current = () => view;
	const main = mainBar(current, actions);
	const contexts = [[(state) => selectedImage(state) !== null, imageBar(current, actions)], [inTable, tableBar(current)], [inCode, codeBar(current)],
		[(state) => linkAt(state) !== null, linkBar(current, actions)]];
	const context = el('div', { class: 'ed-contexts' }, ...contexts.map(([, bar]) => bar.dom));
	place.append(main.dom, context);
	place.addEventListener('keydown', (event) => {
		if (event.key === 'Escape') {
			event.preventDefault();
			view.focus();
		}
	});
	const update = (state) => {
		main.update(state);
		let shown = false;
		for (const [when, bar] of contexts) {
			bar.dom.hidden = shown || !when(state);
			if (!bar.dom.hidden) {
				shown = true;
				bar.update(state);
			}
		}
		context.classList.toggle('is-empty', !shown);
	};
	actions.toolbar = () => {
		main.focus();
		return true;
	};
	return new Plugin({
		view(editor) {
			view = editor;
			update(editor.state);
			return { update: () => update(editor.state) };
		}
	});
}
