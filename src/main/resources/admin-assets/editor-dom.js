/* Small helpers for the parts of the editor that are not text. */

/** Makes an element: el('p', { class: 'hint' }, 'Text', other). Functions are listeners; false, null and undefined are left out. */
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') {
			element.addEventListener(name, value);
		}
		else if (value !== null && value !== undefined && value !== false) {
			element.setAttribute(name, value === true ? '' : value);
		}
	}
	element.append(...children.filter((child) => child !== null && child !== undefined));
	return element;
}

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
	bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
	italic: 'M10 5h7M7 19h7M14 5l-4 14',
	strike: 'M5 12h14M16.5 8.2C16 6.3 14.3 5 12 5 9.6 5 7.8 6.3 7.8 8.2c0 1.2.6 2 1.6 2.6M7.5 15.5c.4 2.1 2.2 3.5 4.5 3.5 2.5 0 4.4-1.3 4.4-3.4 0-.6-.1-1.1-.4-1.6',
	code: 'm8 7-5 5 5 5M16 7l5 5-5 5',
	link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.2-1.2',
	bullets: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
	numbers: 'M10 6h10M10 12h10M10 18h10M4 5l1.5-1v5M4 14.6c0-1.6 2.5-1.6 2.5 0 0 1-2.5 2-2.5 3.6h2.7',
	tasks: 'M3.5 6.4 5 7.9l3-3M3.8 14.5h4v4h-4zM12 6.5h8M12 16.5h8',
	outdent: 'M4 5h16M11 10h9M11 14h9M4 19h16M7.5 9.5l-3 2.5 3 2.5',
	indent: 'M4 5h16M11 10h9M11 14h9M4 19h16M4.5 9.5l3 2.5-3 2.5',
	quote: 'M9.5 7C6.8 8 5 10 5 13.5V17h5v-5H7.6M18.5 7C15.8 8 14 10 14 13.5V17h5v-5h-2.4',
	codeblock: 'M4 5h16v14H4zM9.5 9.5 7 12l2.5 2.5M14.5 9.5 17 12l-2.5 2.5',
	rule: 'M4 12h16M8 7h8M8 17h8',
	picture: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 4.5M15.5 9.2h.01',
	table: 'M4 5h16v14H4zM4 9.7h16M4 14.3h16M12 5v14',
	embed: 'M4 6h16v12H4zM10.5 9.5v5l4-2.5z',
	undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3',
	redo: 'm16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3',
	help: 'M9.2 9a3 3 0 1 1 4.3 2.7c-1 .5-1.5 1.1-1.5 2.3M12 17.3h.01M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4z',
	left: 'M4 6h16M4 12h10M4 18h13', center: 'M4 6h16M7 12h10M5.5 18h13', right: 'M4 6h16M10 12h10M7 18h13',
	up: 'M12 19V5M6 11l6-6 6 6', down: 'M12 5v14M6 13l6 6 6-6',
	rowbelow: 'M4 4h16v8H4zM12 15v6M9 18h6', columnafter: 'M4 4h8v16H4zM15 12h6M18 9v6',
	rowdelete: 'M4 4h16v8H4zM9 18h6', columndelete: 'M4 4h8v16H4zM15 12h6'
};

/** Draws an icon. It says nothing to screen readers: the button does. */
export function icon(name) {
	const svg = document.createElementNS(SVG, 'svg');
	for (const [attribute, value] of Object.entries({ viewBox: '0 0 24 24', width: 20, height: 20, fill: 'none', stroke: 'currentColor',
		'stroke-width': 1.75, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true', focusable: 'false' })) {
		svg.setAttribute(attribute, value);
	}
	const path = document.createElementNS(SVG, 'path');
	path.setAttribute('d', PATHS[name]);
	svg.append(path);
	return svg;
}

let count = 0;

/** An id that nothing else on the page has. */
export const newId = (prefix) => `${prefix}-${++count}`;

/** A labelled field of a dialog. Returns the field; its label is around it. */
export function field(label, attributes, hint) {
	const id = newId('ed-field');
	const input = el('input', { class: 'input', id, autocomplete: 'off', 'aria-describedby': hint ? `${id}-hint` : null, ...attributes });
	const wrap = el('div', { class: 'field' }, el('label', { for: id }, label), hint ? el('p', { class: 'hint', id: `${id}-hint` }, hint) : null, input);
	return { wrap, input };
}

/**
 * Opens a dialog over the page; Escape closes it, and the focus goes back to where it was.
 * @param save is called with the dialog's form when it is sent; what it returns as text is shown as an error
 */
export function dialog({ title, body, action = t('Save'), save, extra = [], wide = false }) {
	const heading = newId('ed-dialog');
	const error = el('p', { class: 'field-error', role: 'alert', hidden: true });
	const form = el('form', { class: 'ed-dialog-form', method: 'dialog', novalidate: true },
		el('h2', { id: heading, tabindex: '-1' }, title), ...body, error,
		el('div', { class: 'actions' },
			save ? el('button', { class: 'btn btn--primary', type: 'submit' }, action) : null,
			el('button', { class: 'btn', type: 'button', click: () => box.close() }, save ? t('Cancel') : t('Close')), ...extra));
	const box = el('dialog', { class: wide ? 'ed-dialog ed-dialog--wide' : 'ed-dialog', 'aria-labelledby': heading }, form);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		event.stopPropagation();
		const message = save?.(form);
		if (typeof message === 'string') {
			error.textContent = message;
			error.hidden = false;
			return;
		}
		box.close();
	});
	const before = document.activeElement;
	box.addEventListener('click', (event) => {
		if (event.target === box) {
			box.close();
		}
	});
	box.addEventListener('close', () => {
		box.remove();
		before?.focus?.();
	});
	document.body.append(box);
	box.showModal();
	// Otherwise the first button has the focus, which may be far below.
	form.firstElementChild.focus();
	return box;
}

/** Headers that the server wants to see with every change. */
export function csrf() {
	const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
	return meta('csrf-header') ? { [meta('csrf-header')]: meta('csrf-token') } : {};
}
