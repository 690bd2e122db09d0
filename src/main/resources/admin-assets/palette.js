/* The command palette: Ctrl-K or Cmd-K finds any site, page, post or thing to do. Without it there is the page /find. */
(() => {
	'use strict';
	const opener = document.querySelector('[data-palette]');
	if (!opener || !window.HTMLDialogElement) {
		return;
	}
	const KINDS = { action: t('Do'), site: t('Sites'), page: t('Pages'), post: t('Posts') };
	const site = /^\/sites\/([a-z0-9][a-z0-9-]*)(\/|$)/.exec(location.pathname);
	const source = site && site[1] !== 'new' ? `/sites/${site[1]}/find.json` : '/find.json';

	const make = (name, attributes, ...children) => {
		const element = document.createElement(name);
		for (const [key, value] of Object.entries(attributes)) {
			element.setAttribute(key, value);
		}
		element.append(...children);
		return element;
	};
	const input = make('input', { class: 'input', type: 'search', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list',
		'aria-autocomplete': 'list', 'aria-label': t('Find a site, a page, a post or something to do'), placeholder: t('Site, page, post or something to do'),
		autocomplete: 'off', spellcheck: 'false', maxlength: '100' });
	const list = make('div', { id: 'palette-list', role: 'listbox', 'aria-label': t('Found'), class: 'palette-list' });
	const note = make('p', { class: 'palette-note', role: 'status' });
	const dialog = make('dialog', { class: 'palette', 'aria-label': t('Find anything') }, input, list, note);
	document.body.append(dialog);

	let options = [];
	let chosen = -1;
	let asked = 0;
	let askedFor = null;
	let shownFor = null;
	let opening = false;
	const choose = (index) => {
		options[chosen]?.setAttribute('aria-selected', 'false');
		chosen = options.length === 0 ? -1 : (index + options.length) % options.length;
		const option = options[chosen];
		if (option) {
			option.setAttribute('aria-selected', 'true');
			option.scrollIntoView({ block: 'nearest' });
			input.setAttribute('aria-activedescendant', option.id);
		}
		else {
			input.removeAttribute('aria-activedescendant');
		}
	};
	const show = (found) => {
		const groups = new Map();
		for (const each of found) {
			groups.set(each.kind, [...(groups.get(each.kind) ?? []), each]);
		}
		// In the order in which they are seen, which is the one that arrow keys follow.
		options = [...groups.values()].flat().map((each, index) => make('a', { class: 'palette-option', role: 'option', id: `palette-${index}`,
			href: each.url, tabindex: '-1', 'aria-selected': 'false' }, make('span', { class: 'palette-label' }, each.label),
			make('span', { class: 'palette-detail' }, each.detail)));
		let next = 0;
		list.replaceChildren(...[...groups].map(([kind, members]) => make('div', { role: 'group', 'aria-label': KINDS[kind] ?? kind },
			make('p', { class: 'palette-kind', 'aria-hidden': 'true' }, KINDS[kind] ?? kind), ...options.slice(next, next += members.length))));
		note.textContent = options.length === 0 ? t('Nothing matches. Try fewer letters.') : '';
		chosen = -1;
		choose(0);
	};
	const ask = async () => {
		const number = ++asked;
		const query = input.value;
		askedFor = query;
		let found = null;
		try {
			const answer = await fetch(`${source}?q=${encodeURIComponent(query)}`, { headers: { Accept: 'application/json' } });
			if (answer.redirected) {
				location.reload();
				return;
			}
			found = answer.ok ? await answer.json() : null;
			if (number === asked && !found) {
				note.textContent = t('Nothing could be looked for right now.');
			}
		}
		catch {
			note.textContent = t('Rowhouse cannot be reached right now.');
		}
		if (number !== asked) {
			return;
		}
		askedFor = null;
		if (found) {
			show(found);
			shownFor = query;
		}
		if (found && opening && dialog.open && query === input.value) {
			options[chosen]?.click();
		}
		opening = false;
	};
	let soon;
	input.addEventListener('input', () => {
		opening = false;
		clearTimeout(soon);
		soon = setTimeout(ask, 120);
	});
	input.addEventListener('keydown', (event) => {
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault();
			choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
		}
		else if (event.key === 'Enter' && shownFor === input.value) {
			event.preventDefault();
			options[chosen]?.click();
		}
		else if (event.key === 'Enter') {
			// What is shown was found for other letters: nothing opens before the answer to these.
			event.preventDefault();
			opening = true;
			if (askedFor !== input.value) {
				clearTimeout(soon);
				ask();
			}
		}
	});
	dialog.addEventListener('click', (event) => {
		if (event.target === dialog) {
			dialog.close();
		}
	});
	const open = () => {
		if (!dialog.open) {
			input.value = '';
			opening = false;
			shownFor = null;
			dialog.showModal();
			input.focus();
			ask();
		}
	};
	opener.addEventListener('click', (event) => {
		if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
			event.preventDefault();
			open();
		}
	});
	document.addEventListener('keydown', (event) => {
		if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k'
				&& !event.defaultPrevented && !event.target.closest?.('[contenteditable]')) {
			event.preventDefault();
			open();
		}
	});
})();
