/* The tree of pages, the menu and lists. Every page works without this file, by forms and links. */
(() => {
	'use strict';
	const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
	const say = (id, text) => {
		const place = document.getElementById(id);
		if (place) {
			place.textContent = '';
			requestAnimationFrame(() => {
				place.textContent = text;
			});
		}
	};

	/* Lists: tick all. */
	document.addEventListener('change', (event) => {
		if (event.target.matches?.('[data-check-all]')) {
			for (const box of event.target.form.querySelectorAll('input[name="id"]')) {
				box.checked = event.target.checked;
			}
		}
	});

	/* Dragging with mouse, pen or finger: over() is told the row under the pointer, drop() the end. */
	const drag = (root, handleSelector, { start, over, drop }) => {
		root.addEventListener('pointerdown', (event) => {
			const handle = event.target.closest(handleSelector);
			if (!handle || event.button !== 0) {
				return;
			}
			const item = handle.closest('li');
			if (!start(item)) {
				return;
			}
			event.preventDefault();
			item.classList.add('is-dragged');
			const move = (moved) => {
				moved.preventDefault();
				if (moved.clientY < 60) {
					scrollBy(0, -12);
				}
				else if (moved.clientY > innerHeight - 60) {
					scrollBy(0, 12);
				}
				over(item, document.elementFromPoint(moved.clientX, moved.clientY), moved.clientY);
			};
			const end = (ended) => {
				document.removeEventListener('pointermove', move);
				document.removeEventListener('pointerup', end);
				document.removeEventListener('pointercancel', end);
				document.removeEventListener('keydown', escape);
				item.classList.remove('is-dragged');
				drop(item, ended.type === 'pointerup');
			};
			const escape = (pressed) => {
				if (pressed.key === 'Escape') {
					end(pressed);
				}
			};
			document.addEventListener('pointermove', move, { passive: false });
			document.addEventListener('pointerup', end);
			document.addEventListener('pointercancel', end);
			document.addEventListener('keydown', escape);
		});
	};

	/* Menu: rows change places, and what is sent has their order. */
	for (const list of document.querySelectorAll('[data-sortable]')) {
		const told = (row) => {
			const label = row.querySelector('input[name="label"]')?.value || t('Entry');
			say(list.dataset.sortable, t('{0} is number {1} of {2}. Not saved yet.', label, [...list.children].indexOf(row) + 1, list.children.length));
			list.dispatchEvent(new Event('input', { bubbles: true }));
		};
		const step = (row, up) => {
			const other = up ? row.previousElementSibling : row.nextElementSibling;
			if (other) {
				other[up ? 'before' : 'after'](row);
				told(row);
			}
		};
		drag(list, '.tree-handle', {
			start: () => true,
			over: (row, under, y) => {
				const other = under?.closest('.menu-row');
				if (other && other !== row && other.parentElement === list) {
					const box = other.getBoundingClientRect();
					other[y < box.top + box.height / 2 ? 'before' : 'after'](row);
				}
			},
			drop: (row) => told(row)
		});
		list.addEventListener('keydown', (event) => {
			if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
				event.preventDefault();
				const focused = document.activeElement;
				step(event.target.closest('.menu-row'), event.key === 'ArrowUp');
				focused.focus();
			}
		});
		list.addEventListener('click', (event) => {
			const button = event.target.closest('[data-step]');
			if (!button) {
				return;
			}
			event.preventDefault();
			const row = button.closest('.menu-row');
			if (button.dataset.step === 'remove') {
				const next = row.nextElementSibling ?? row.previousElementSibling;
				row.remove();
				say(list.dataset.sortable, t('Removed. Not saved yet.'));
				list.dispatchEvent(new Event('input', { bubbles: true }));
				(next?.querySelector('input') ?? document.querySelector('[data-save]'))?.focus();
			}
			else {
				step(row, button.dataset.step === 'up');
				button.focus();
			}
		});
	}

	/* Tree of pages. */
	const tree = document.querySelector('[data-tree]');
	if (!tree) {
		return;
	}
	const memory = `rowhouse-tree-${tree.dataset.site}`;
	const remembered = () => {
		try {
			return JSON.parse(sessionStorage.getItem(memory)) ?? {};
		}
		catch {
			return {};
		}
	};
	const remember = (path, open) => {
		try {
			sessionStorage.setItem(memory, JSON.stringify({ ...remembered(), [path]: open }));
		}
		catch {
			// Without storage branches are as they were at the next visit.
		}
	};
	const top = () => tree.querySelector(':scope > .tree');
	const below = (item) => item.querySelector(':scope > .tree');
	const link = (item) => item.querySelector('.row-link');
	const error = (text) => {
		const place = document.getElementById('tree-error');
		place.textContent = text;
		place.hidden = text === '';
	};
	const page = (url) => window.rowhouseTrust.page(url);

	const toggle = async (item, open, keep = true) => {
		const button = item.querySelector(':scope > .tree-row > button.tree-toggle');
		if (!button) {
			return;
		}
		const lazy = item.querySelector(':scope > .tree-row .tree-lazy');
		if (open && lazy) {
			const loaded = await page(lazy.href);
			below(item).replaceChildren(...loaded.querySelectorAll('#tree > .tree > li'));
			const more = loaded.querySelector('.tree-more');
			if (more) {
				const rest = document.createElement('li');
				rest.append(more);
				below(item).append(rest);
			}
			lazy.remove();
			await restore(below(item));
		}
		button.setAttribute('aria-expanded', String(open));
		below(item).hidden = !open;
		if (keep) {
			remember(item.dataset.path, open);
		}
	};
	const restore = async (list) => {
		const states = remembered();
		for (const item of list.querySelectorAll('.tree-item')) {
			const open = states[item.dataset.path];
			const isOpen = item.querySelector(':scope > .tree-row > button.tree-toggle')?.getAttribute('aria-expanded') === 'true';
			if (open !== undefined && open !== isOpen) {
				await toggle(item, open, false);
			}
		}
	};
	tree.addEventListener('click', (event) => {
		const opener = event.target.closest('button.tree-toggle, .tree-lazy');
		if (opener) {
			event.preventDefault();
			const item = opener.closest('.tree-item');
			const button = item.querySelector(':scope > .tree-row > button.tree-toggle');
			toggle(item, button.getAttribute('aria-expanded') !== 'true').catch((failure) => error(failure.message));
		}
	});

	let busy = false;
	// An attribute without a text is not written: no parent is the top level.
	const move = async (item, parent = '', before = '') => {
		if (busy) {
			return;
		}
		busy = true;
		tree.setAttribute('aria-busy', 'true');
		error('');
		try {
			const answer = await fetch(`${tree.dataset.base}/${item.dataset.id}/move`, {
				method: 'POST',
				headers: { Accept: 'application/json', 'X-Requested-With': 'fetch', [meta('csrf-header')]: meta('csrf-token') },
				body: new URLSearchParams({ parent, before: before ?? '', version: item.dataset.version })
			});
			const json = answer.headers.get('content-type')?.includes('json');
			const told = json ? await answer.json() : {};
			if (!answer.ok || !json) {
				throw new Error(told.detail ?? t('This could not be done. Reload the page and try again.'));
			}
			if (parent) {
				remember(parent, true);
			}
			const id = item.dataset.id;
			const fresh = await page(location.href);
			top().replaceWith(fresh.querySelector('#tree > .tree'));
			await restore(top());
			const moved = tree.querySelector(`.tree-item[data-id="${id}"]`);
			for (let above = moved?.parentElement.closest('.tree-item'); above; above = above.parentElement.closest('.tree-item')) {
				await toggle(above, true);
			}
			link(moved ?? top())?.focus();
			say('tree-said', told.message);
		}
		catch (failure) {
			error(failure.message);
		}
		finally {
			busy = false;
			tree.removeAttribute('aria-busy');
		}
	};
	const movable = (item) => {
		const why = { home: t('The home page stands above all others and cannot be moved.'), file: t('This page comes from a file. Move it there.'), shared: t('This page is shared by another site and cannot be moved here.') }[item.dataset.fixed];
		if (why) {
			say('tree-said', why);
		}
		return !why;
	};
	const sibling = (item, direction) => {
		const other = item[direction];
		return other?.classList.contains('tree-item') && other.dataset.fixed !== 'home' ? other : null;
	};
	const nudges = {
		ArrowUp: (item) => {
			const other = sibling(item, 'previousElementSibling');
			return other && [item.parentElement.dataset.parent, other.dataset.id];
		},
		ArrowDown: (item) => {
			const other = sibling(item, 'nextElementSibling');
			return other && [item.parentElement.dataset.parent, sibling(other, 'nextElementSibling')?.dataset.id];
		},
		ArrowRight: (item) => {
			const other = sibling(item, 'previousElementSibling');
			return other && [other.dataset.path, null];
		},
		ArrowLeft: (item) => {
			const above = item.parentElement.closest('.tree-item');
			return above && [above.parentElement.dataset.parent, sibling(above, 'nextElementSibling')?.dataset.id];
		}
	};
	const walk = (item, key) => {
		const shown = [...tree.querySelectorAll('.tree-item')].filter((each) => each.offsetParent !== null);
		const index = shown.indexOf(item);
		if (key === 'ArrowUp' || key === 'ArrowDown') {
			return shown[index + (key === 'ArrowUp' ? -1 : 1)];
		}
		const button = item.querySelector(':scope > .tree-row > button.tree-toggle');
		const open = button?.getAttribute('aria-expanded') === 'true';
		if (key === 'ArrowRight') {
			if (button && !open) {
				toggle(item, true).catch((failure) => error(failure.message));
				return null;
			}
			return below(item)?.querySelector('.tree-item');
		}
		if (open) {
			toggle(item, false);
			return null;
		}
		return item.parentElement.closest('.tree-item');
	};
	tree.addEventListener('keydown', (event) => {
		const item = event.target.closest('.tree-item');
		if (!item || !(event.key in nudges) || event.ctrlKey || event.metaKey || event.shiftKey || !event.target.matches('.row-link')) {
			return;
		}
		event.preventDefault();
		if (!event.altKey) {
			link(walk(item, event.key) ?? item)?.focus();
		}
		else if (movable(item)) {
			const place = nudges[event.key](item);
			if (place) {
				move(item, ...place);
			}
			else {
				say('tree-said', t('It cannot go further that way.'));
			}
		}
	});

	let place = null;
	const unmark = () => tree.querySelectorAll('[data-drop]').forEach((row) => row.removeAttribute('data-drop'));
	drag(tree, '.tree-handle', {
		start: movable,
		over: (item, under, y) => {
			unmark();
			place = null;
			const row = under?.closest('.tree-row');
			const other = row?.closest('.tree-item');
			if (!other || item.contains(other) || !tree.contains(other)) {
				return;
			}
			const box = row.getBoundingClientRect();
			const part = (y - box.top) / box.height;
			const home = other.dataset.fixed === 'home';
			if (!home && part > .3 && part < .7) {
				row.dataset.drop = 'inside';
				place = [other.dataset.path, null];
			}
			else if (!home && part <= .3) {
				row.dataset.drop = 'before';
				place = [other.parentElement.dataset.parent, other.dataset.id];
			}
			else {
				row.dataset.drop = 'after';
				place = [other.parentElement.dataset.parent, sibling(other, 'nextElementSibling')?.dataset.id];
			}
		},
		drop: (item, done) => {
			unmark();
			if (done && place && place[1] !== item.dataset.id) {
				move(item, ...place);
			}
			place = null;
		}
	});
	restore(top()).catch((failure) => error(failure.message));
})();
