/* New sites, and many at once. Every page works without this file. */
(() => {
	'use strict';

	/* A key that is free takes the place of one that is taken. */
	document.addEventListener('click', (event) => {
		const button = event.target.closest('[data-use]');
		const field = button && (document.getElementById(button.dataset.use) ?? document.getElementById('newKey'));
		if (field) {
			field.value = button.value;
			field.dispatchEvent(new Event('input', { bubbles: true }));
			field.focus();
		}
	});

	/* Lists: tick all on this page. */
	document.addEventListener('change', (event) => {
		if (event.target.matches?.('[data-check-sites]')) {
			for (const box of document.querySelectorAll('input[name="site"][form="bulk"]')) {
				box.checked = event.target.checked;
			}
		}
	});

	/* The preview follows what is typed. Each gets a frame of its own, which takes the place of the last one when it is
	   there: nothing flickers, and the Back button knows nothing of previews. */
	const form = document.getElementById('maker');
	const stage = form?.querySelector('[data-stage]');
	if (!stage) {
		return;
	}
	const asked = () => {
		const data = new FormData(form);
		const url = new URLSearchParams();
		for (const name of ['name', 'tagline', 'theme', 'starter', 'locale']) {
			url.set(name, data.get(name) ?? '');
		}
		return `${stage.dataset.preview}?${url}`;
	};
	let count = 0;
	let shown = asked();
	const show = () => {
		const url = asked();
		if (url === shown) {
			return;
		}
		shown = url;
		const number = ++count;
		const frame = stage.querySelector('iframe').cloneNode(false);
		frame.dataset.number = number;
		frame.classList.add('is-coming');
		frame.src = url;
		stage.setAttribute('aria-busy', 'true');
		frame.addEventListener('load', () => {
			for (const other of stage.querySelectorAll('iframe')) {
				if (Number(other.dataset.number ?? 0) < number) {
					other.remove();
				}
			}
			frame.classList.remove('is-coming');
			if (number === count) {
				stage.removeAttribute('aria-busy');
			}
		});
		stage.append(frame);
	};
	let timer;
	form.addEventListener('input', (event) => {
		clearTimeout(timer);
		timer = setTimeout(show, event.target.type === 'radio' ? 0 : 400);
	});
})();
