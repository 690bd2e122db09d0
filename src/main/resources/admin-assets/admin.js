/* Rowhouse admin. Every page works without this file; it saves reloads, clicks and lost text. */
(() => {
	'use strict';
	const root = document.documentElement;
	root.classList.add('js');

	const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

	/* htmx: the CSRF token goes into a header. */
	document.addEventListener('htmx:configRequest', (event) => {
		const header = meta('csrf-header');
		const token = meta('csrf-token');
		if (header && token) {
			event.detail.headers[header] = token;
		}
	});

	/* htmx: say when a preview is late, wrong or not possible, and never show a sign-in page inside a pane. */
	const note = (text) => {
		const place = document.getElementById('preview-note');
		if (place && place.textContent !== text) {
			place.textContent = text;
		}
	};
	const isPreview = (event) => event.detail.target?.id === 'preview';
	document.addEventListener('htmx:beforeSwap', (event) => {
		const answered = event.detail.xhr.responseURL;
		if (answered && new URL(answered).pathname.endsWith('/login')) {
			event.detail.shouldSwap = false;
			if (isPreview(event)) {
				note(t('Your session has ended. Sign in again in another tab before you save.'));
			}
			else {
				location.reload();
			}
		}
		else if (isPreview(event)) {
			note(event.detail.isError ? t('The preview is not available right now.') : '');
		}
	});
	document.addEventListener('htmx:sendError', (event) => {
		if (isPreview(event)) {
			note(t('Rowhouse cannot be reached right now.'));
		}
	});

	/* Proposals: a field with data-from follows another field until somebody types in it. */
	const makers = {
		slug: (text) => text.replace(/ß/g, 'ss').replace(/æ/gi, 'ae').replace(/ø/gi, 'o').replace(/đ/gi, 'd').replace(/ł/gi, 'l')
			.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]/g, '')
			.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, ''),
		host: (key, field) => (key ? key + field.dataset.suffix : '')
	};
	for (const field of document.querySelectorAll('[data-from]')) {
		const source = document.getElementById(field.dataset.from);
		const make = makers[field.dataset.make];
		if (!source || !make || field.readOnly) {
			continue;
		}
		let follows = field.value.trim() === '' ? source.value === '' : field.value.trim() === make(source.value, field);
		field.addEventListener('input', (event) => {
			if (event.isTrusted) {
				follows = field.value === '';
			}
		});
		source.addEventListener('input', () => {
			if (follows) {
				field.value = make(source.value, field);
				field.dispatchEvent(new Event('input', { bubbles: true }));
			}
		});
	}

	/* A chosen text file goes into a field, where it can be read before it is sent. */
	for (const chooser of document.querySelectorAll('input[type=file][data-fills]')) {
		chooser.addEventListener('change', async () => {
			const field = document.getElementById(chooser.dataset.fills);
			if (field && chooser.files.length === 1) {
				field.value = await chooser.files[0].text();
				field.dispatchEvent(new Event('input', { bubbles: true }));
				field.focus();
			}
		});
	}

	/* Forms: ask before unsaved text is lost, send once, and save with Ctrl or Command and S. */
	let dirty = false;
	addEventListener('beforeunload', (event) => {
		if (dirty) {
			event.preventDefault();
		}
	});
	for (const form of document.querySelectorAll('form[data-guard]')) {
		form.addEventListener('input', () => {
			dirty = true;
		});
	}
	let sent = false;
	document.addEventListener('submit', (event) => {
		if (event.target.method !== 'post' || event.submitter?.formTarget) {
			return;
		}
		if (sent) {
			event.preventDefault();
			return;
		}
		sent = true;
		dirty = false;
		event.submitter?.classList.add('is-busy');
	});
	addEventListener('pageshow', () => {
		sent = false;
		document.querySelector('.is-busy')?.classList.remove('is-busy');
	});
	document.addEventListener('keydown', (event) => {
		const save = document.querySelector('[data-save]');
		if (save && (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
			event.preventDefault();
			save.click();
		}
	});
})();
