/* The design of a site: the preview follows each change. Without this file a button asks for it. */
(() => {
	'use strict';
	const form = document.getElementById('design');
	const button = form?.querySelector('[data-preview]');
	const stage = form?.querySelector('[data-stage]');
	if (!button || !stage) {
		return;
	}

	/* Each preview gets a frame of its own, which takes the place of the last one when it is there:
	   nothing flickers, and the Back button knows nothing of previews. */
	let count = 0;
	const show = () => {
		const number = ++count;
		const frame = stage.querySelector('iframe').cloneNode(false);
		frame.name = `design-preview-${number}`;
		frame.dataset.number = number;
		frame.classList.add('is-coming');
		stage.append(frame);
		stage.setAttribute('aria-busy', 'true');
		button.formTarget = frame.name;
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
		form.requestSubmit(button);
	};
	let timer;
	const soon = (delay) => {
		clearTimeout(timer);
		timer = setTimeout(show, delay);
	};

	const pickers = () => {
		for (const picker of form.querySelectorAll('[data-color-of]')) {
			picker.hidden = false;
		}
	};
	form.addEventListener('input', (event) => {
		const picker = event.target;
		if (picker.dataset.colorOf) {
			document.getElementById(picker.dataset.colorOf).value = picker.value;
		}
		else if (picker.dataset.below !== undefined && picker.type === 'text') {
			const typed = picker.value.trim() || picker.dataset.below;
			const other = form.querySelector(`[data-color-of="${picker.id}"]`);
			if (other && /^#[0-9a-f]{6}$/i.test(typed)) {
				other.value = typed;
			}
		}
		const origin = picker.closest('.option')?.querySelector('.option-origin span');
		if (origin) {
			origin.textContent = t('Changed, not saved yet');
		}
		if (picker.name !== 'theme') {
			soon(300);
		}
	});
	form.addEventListener('click', (event) => {
		const reset = event.target.closest('[data-reset]');
		const field = reset && document.getElementById(reset.dataset.reset);
		if (field) {
			event.preventDefault();
			if (field.type === 'checkbox') {
				field.checked = field.dataset.below === 'yes';
			}
			else {
				field.value = '';
			}
			field.dispatchEvent(new Event('input', { bubbles: true }));
			field.focus();
			reset.hidden = true;
		}
	});
	/* Another theme has other options. */
	document.addEventListener('htmx:afterSettle', () => {
		pickers();
		show();
	});
	pickers();
	show();
})();
