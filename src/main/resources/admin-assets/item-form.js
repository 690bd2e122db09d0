/* The form of a page or post: keeps what is typed, here and on the server, chooses pictures, and tells of others at work.
   Everything can be saved without this file. */
(() => {
	'use strict';
	const byId = (id) => document.getElementById(id);
	const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

	/* A link to a preview goes into the clipboard. */
	const copy = byId('copy');
	if (copy && navigator.clipboard) {
		copy.hidden = false;
		copy.addEventListener('click', async () => {
			const link = byId('link');
			try {
				await navigator.clipboard.writeText(link.value);
				byId('copy-note').textContent = t('Copied.');
			}
			catch {
				link.select();
				byId('copy-note').textContent = t('Press Ctrl or Command and C.');
			}
		});
	}

	const form = byId('item-form');
	if (!form) {
		return;
	}
	const text = byId('markdown');
	const status = byId('autosave-status');
	const say = (message, wrong = false) => {
		if (status && status.textContent !== message) {
			status.textContent = message;
			status.classList.toggle('is-wrong', wrong);
		}
	};
	const MAX_TEXT = 500_000;
	const token = form.elements.token.value;
	const place = `rowhouse:item:${form.dataset.place}:${form.dataset.id ?? 'new'}`;
	const fields = () => {
		const data = new URLSearchParams();
		for (const [name, value] of new FormData(form)) {
			if (name !== '_csrf' && name !== 'action' && typeof value === 'string') {
				data.append(name, value);
			}
		}
		return data;
	};
	/* What tells one state of the form from another; who reads it has no part in it. */
	const content = (data) => {
		const rest = new URLSearchParams(data);
		rest.delete('token');
		rest.delete('version');
		return rest.toString().replaceAll('%0D%0A', '%0A');
	};

	/* This browser keeps a copy until the server has one: it may be out of reach, or nobody signed in any more. */
	const local = {
		read() {
			try {
				return JSON.parse(localStorage.getItem(place));
			}
			catch {
				return null;
			}
		},
		write(data) {
			try {
				localStorage.setItem(place, JSON.stringify({ at: Date.now(), token, fields: data.toString() }));
				return true;
			}
			catch {
				return false;
			}
		},
		clear() {
			try {
				localStorage.removeItem(place);
			}
			catch {
				/* a browser that keeps nothing has nothing to forget */
			}
		}
	};

	/* What was saved a moment ago need not be kept here; that of a new item lies under the name of new ones. */
	if (form.dataset.saved) {
		for (const key of [place, `rowhouse:item:${form.dataset.place}:new`]) {
			try {
				if (JSON.parse(localStorage.getItem(key))?.token === form.dataset.saved) {
					localStorage.removeItem(key);
				}
			}
			catch {
				/* nothing is kept */
			}
		}
	}

	const fill = (data) => {
		for (const field of form.elements) {
			if (!field.name || field.type === 'hidden' || field.tagName === 'BUTTON') {
				continue;
			}
			if (field.type === 'checkbox') {
				field.checked = data.has(field.name);
			}
			else if (field.type === 'radio') {
				field.checked = data.get(field.name) === field.value;
			}
			else if (data.has(field.name)) {
				field.value = data.get(field.name);
			}
		}
		for (const field of form.elements) {
			if (field.name && data.has(field.name)) {
				field.dispatchEvent(new Event('input', { bubbles: true }));
			}
		}
	};
	const kept = local.read();
	const copyNote = byId('local-copy');
	if (kept && form.dataset.autosave && content(new URLSearchParams(kept.fields)) !== content(fields())) {
		byId('local-when').textContent = new Date(kept.at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
		copyNote.hidden = false;
		byId('local-restore').addEventListener('click', () => {
			fill(new URLSearchParams(kept.fields));
			copyNote.hidden = true;
			byId('title')?.focus();
		});
		byId('local-discard').addEventListener('click', () => {
			local.clear();
			copyNote.hidden = true;
			byId('title')?.focus();
		});
	}

	/* Autosave: three seconds after the last key, or at once when the page is left. */
	let saved = content(fields());
	let timer = 0;
	let running = false;
	const clock = () => new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
	const later = (milliseconds) => {
		clearTimeout(timer);
		timer = setTimeout(keep, milliseconds);
	};
	const tellOthers = (answer) => {
		const lines = [...answer.editors];
		const mine = Number(form.elements.version.value);
		if (answer.version > mine && mine > 0) {
			lines.push(t('{0} has saved this meanwhile. When you save, you will see both', answer.by || t('Somebody')));
		}
		const others = byId('others');
		others.textContent = lines.join('. ');
		others.hidden = lines.length === 0;
	};
	async function keep(leaving = false) {
		const data = fields();
		const now = content(data);
		if (running || now === saved) {
			return;
		}
		const here = local.write(data);
		if (text && text.value.length > MAX_TEXT) {
			say(`${t('The text has {0} characters, and may have {1}.', text.value.length, MAX_TEXT)} ${here ? t('It is kept in this browser.') : t('It is kept nowhere yet: split it.')}`, true);
			return;
		}
		const body = new URLSearchParams(data);
		if (form.dataset.id) {
			body.append('id', form.dataset.id);
		}
		running = true;
		try {
			const long = body.toString().length > 60_000;
			const response = await fetch(form.dataset.autosave, { method: 'POST', body, keepalive: leaving && !long, headers: { [meta('csrf-header')]: meta('csrf-token'), 'Accept': 'application/json' } });
			if (response.redirected || response.status === 401 || response.status === 403) {
				say(`${t('Your session has ended.')} ${here ? `${t('What you type is kept in this browser.')} ` : ''}${t('Sign in again in another tab before you save.')}`, true);
				later(30_000);
			}
			else if (response.ok) {
				const answer = await response.json();
				saved = now;
				local.clear();
				say(t('Saved as a draft copy {0}', answer.savedAt));
				tellOthers(answer);
			}
			else {
				const problem = await response.json().catch(() => null);
				say(problem?.detail ?? t('What you type could not be kept on the server.'), true);
			}
		}
		catch {
			say(here ? t('Offline: kept in this browser {0}. Trying again…', clock()) : t('Offline: kept nowhere yet. Trying again…'), true);
			later(10_000);
		}
		finally {
			running = false;
		}
		if (content(fields()) !== now) {
			later(3000);
		}
	}
	let sending = false;
	if (form.dataset.autosave) {
		form.addEventListener('input', () => later(2500));
		form.addEventListener('change', () => later(2500));
		addEventListener('online', () => later(0));
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'hidden' && !sending) {
				keep(true);
			}
		});
	}

	/* Sending: what is too long stays here with a message, and a copy is kept in case nobody is signed in any more. */
	form.addEventListener('submit', (event) => {
		if (text && text.value.length > MAX_TEXT) {
			event.preventDefault();
			event.stopPropagation();
			let error = byId('markdown-error');
			if (!error) {
				error = document.createElement('p');
				error.className = 'field-error';
				error.id = 'markdown-error';
				error.setAttribute('role', 'alert');
				text.before(error);
			}
			error.textContent = t('At most {0} characters; these are {1}.', MAX_TEXT, text.value.length);
			text.setAttribute('aria-invalid', 'true');
			text.setAttribute('aria-describedby', 'markdown-error');
			text.focus();
			return;
		}
		if (!event.submitter?.formTarget) {
			sending = true;
			clearTimeout(timer);
		}
		if (content(fields()) !== saved || !form.dataset.id) {
			local.write(fields());
		}
	}, true);
	addEventListener('pageshow', () => {
		sending = false;
	});

	/* The button says what it will do. */
	const publish = form.querySelector('[data-publish]');
	const at = byId('publishAt');
	if (publish && at) {
		const usual = publish.textContent;
		const name = () => {
			const now = new Date().toLocaleString('sv-SE', { timeZone: form.dataset.zone }).replace(' ', 'T').slice(0, 16);
			publish.textContent = at.value > now ? t('Schedule') : usual;
		};
		at.addEventListener('input', name);
		name();
	}

	/* Pictures: a dialog where there is a library, otherwise the plain field. */
	const view = byId('cover-view');
	const cover = byId('cover');
	const raw = (path) => path.replace(/^\/media\//, form.dataset.media.replace(/media\.json$/, 'media/raw/'));
	const show = () => {
		view.hidden = !cover.value.startsWith('/media/');
		if (!view.hidden) {
			view.src = raw(cover.value);
		}
	};
	if (view && cover) {
		view.addEventListener('error', () => {
			view.hidden = true;
		});
		cover.addEventListener('change', show);
		show();
	}
	const dialog = byId('pictures');
	const list = byId('pictures-list');
	const note = byId('pictures-note');
	const more = byId('pictures-more');
	const search = byId('pictures-search');
	let target = null;
	const load = async (page) => {
		try {
			const response = await fetch(`${form.dataset.media}?${new URLSearchParams({ q: search.value, page })}`, { headers: { 'Accept': 'application/json' } });
			if (!response.ok || response.redirected) {
				throw new Error(String(response.status));
			}
			const answer = await response.json();
			if (page === 1) {
				list.replaceChildren();
			}
			for (const item of answer.items.filter((file) => (file.type ?? '').startsWith('image/'))) {
				const button = document.createElement('button');
				button.type = 'button';
				const picture = document.createElement('img');
				picture.loading = 'lazy';
				picture.alt = '';
				picture.src = item.thumbnail ?? raw(item.url);
				button.append(picture, item.alt || item.name);
				button.addEventListener('click', () => choose(item));
				const line = document.createElement('li');
				line.append(button);
				list.append(line);
			}
			more.hidden = !answer.next;
			more.dataset.page = answer.next ?? '';
			note.textContent = list.children.length === 0 ? t('There is no such picture.') : '';
		}
		catch {
			note.textContent = t('The pictures cannot be shown right now. Close this and write the path of one, such as /media/door.jpg.');
			more.hidden = true;
		}
	};
	const choose = (item) => {
		const field = byId(target.dataset.pick);
		field.value = item.url;
		const alt = target.dataset.pickAlt ? byId(target.dataset.pickAlt) : null;
		if (alt && alt.value === '' && item.alt) {
			alt.value = item.alt;
		}
		dialog.close();
		field.dispatchEvent(new Event('input', { bubbles: true }));
		field.dispatchEvent(new Event('change', { bubbles: true }));
		target.focus();
	};
	if (dialog?.showModal) {
		for (const button of form.querySelectorAll('[data-pick]')) {
			button.hidden = false;
			button.addEventListener('click', () => {
				target = button;
				list.replaceChildren();
				dialog.showModal();
				search.focus();
				load(1);
			});
		}
		let waiting = 0;
		search.addEventListener('input', () => {
			clearTimeout(waiting);
			waiting = setTimeout(() => load(1), 250);
		});
		more.addEventListener('click', () => load(Number(more.dataset.page)));
		byId('pictures-close').addEventListener('click', () => dialog.close());
	}
})();
