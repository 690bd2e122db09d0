/* The media library: many files at once with progress, and the focal point. Works without this file, one form at a time. */
(() => {
	'use strict';
	const PARALLEL = 3;
	const csrf = {
		header: document.querySelector('meta[name="csrf-header"]')?.content,
		token: document.querySelector('meta[name="csrf-token"]')?.content
	};

	/* Sends one file. Resolves with what was stored; rejects with a sentence and whether trying again can help. */
	const send = (url, file, fields, progress) => new Promise((resolve, reject) => {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) {
			form.append(name, value);
		}
		form.append('file', file, file.name);
		const request = new XMLHttpRequest();
		request.open('POST', url);
		request.setRequestHeader('Accept', 'application/json');
		request.setRequestHeader(csrf.header, csrf.token);
		request.upload.addEventListener('progress', (event) => {
			if (event.lengthComputable) {
				progress(Math.round((100 * event.loaded) / event.total));
			}
		});
		request.addEventListener('load', () => {
			let answer = null;
			try {
				answer = JSON.parse(request.responseText);
			}
			catch {
				/* A sign-in page, or what a proxy says. */
			}
			if (request.status === 201 && answer) {
				resolve(answer);
			}
			else if (answer?.detail && request.status < 500) {
				reject({ text: answer.detail, again: false });
			}
			else if (request.status === 413) {
				reject({ text: t('A server in front of Rowhouse does not let a file as large as this pass.'), again: false });
			}
			else if (request.status === 403 || new URL(request.responseURL).pathname.endsWith('/login')) {
				reject({ text: t('Your session has ended. Sign in again in another tab, reload this page, and choose the file again.'), again: false });
			}
			else {
				reject({ text: answer?.detail ?? t('Something went wrong on the server. The log there says more.'), again: true });
			}
		});
		const lost = () => reject({ text: t('The connection was lost.'), again: true });
		request.addEventListener('error', lost);
		request.addEventListener('abort', lost);
		request.send(form);
	});

	const make = (tag, className, text) => {
		const element = document.createElement(tag);
		element.className = className;
		element.textContent = text ?? '';
		return element;
	};

	/* A queue of which three are on their way at once. */
	const form = document.getElementById('upload');
	if (form) {
		const url = form.dataset.upload;
		const max = Number(form.dataset.max);
		const chooser = form.querySelector('input[type="file"]');
		const panel = document.getElementById('uploads');
		const list = document.getElementById('uploads-list');
		const sum = document.getElementById('uploads-sum');
		const again = document.getElementById('uploads-again');
		const show = document.getElementById('uploads-show');
		const all = [];
		let running = 0;

		const count = (state) => all.filter((job) => job.state === state).length;
		const summarise = () => {
			const open = count('waiting') + count('running');
			const failed = count('failed') + count('lost');
			sum.textContent = open > 0 ? t('{0} of {1}', all.length - open, all.length)
				: failed > 0 ? t('{0} uploaded, {1} not', count('done'), failed) : t('{0} uploaded', count('done'));
			again.hidden = open > 0 || count('lost') === 0;
			show.hidden = open > 0 || count('done') === 0;
		};
		const set = (job, state, text, note) => {
			job.state = state;
			job.row.className = `upload is-${state === 'lost' ? 'failed' : state}`;
			job.word.textContent = text;
			job.note.textContent = note ?? '';
			job.bar.hidden = state !== 'running' && state !== 'waiting';
			summarise();
		};
		const next = () => {
			while (running < PARALLEL) {
				const job = all.find((candidate) => candidate.state === 'waiting');
				if (!job) {
					return;
				}
				running++;
				set(job, 'running', '0 %');
				send(url, job.file, { folder: job.folder }, (percent) => {
					job.bar.value = percent;
					job.word.textContent = percent < 100 ? `${percent} %` : t('Working on it…');
				}).then((stored) => {
					if (stored.thumbnail) {
						job.face.src = stored.thumbnail;
					}
					const link = make('a', '', stored.name);
					link.href = `${url}/${stored.name}`;
					job.name.replaceChildren(link);
					set(job, 'done', t('Done'), stored.note ?? (stored.lacksAlt ? t('Describe it, so that everybody knows what it shows.') : ''));
				}, (failure) => {
					set(job, failure.again ? 'lost' : 'failed', failure.again ? t('Interrupted') : t('Refused'), failure.text);
				}).finally(() => {
					running--;
					next();
				});
			}
		};
		const add = (files) => {
			const folder = document.getElementById('folder').value;
			for (const file of files) {
				const job = { file, folder, state: 'waiting', row: make('li', 'upload'), face: make('img', 'upload-face'),
					name: make('span', 'upload-name', file.name), word: make('span', 'upload-state'), bar: make('progress', ''), note: make('p', 'upload-note') };
				job.face.alt = '';
				job.face.src = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E';
				job.bar.max = 100;
				job.bar.value = 0;
				job.bar.setAttribute('aria-label', t('Upload of {0}', file.name));
				job.row.append(job.face, job.name, job.word, job.bar, job.note);
				list.append(job.row);
				all.push(job);
				panel.hidden = false;
				if (file.size > max) {
					set(job, 'failed', t('Refused'), t('This file is larger than {0}, the most that a file may have here. Make it smaller, or ask an administrator.', form.dataset.maxText));
				}
				else if (file.size === 0) {
					set(job, 'failed', t('Refused'), t('This file is empty, or it is a folder. Upload the files in it.'));
				}
				else {
					set(job, 'waiting', t('Waiting'));
				}
			}
			next();
		};
		chooser.addEventListener('change', () => {
			add(chooser.files);
			chooser.value = '';
		});
		again.addEventListener('click', () => {
			for (const job of all.filter((candidate) => candidate.state === 'lost')) {
				set(job, 'waiting', t('Waiting'));
			}
			next();
		});
		const hasFiles = (event) => Array.from(event.dataTransfer?.types ?? []).includes('Files');
		let depth = 0;
		addEventListener('dragenter', (event) => {
			if (hasFiles(event)) {
				depth++;
				form.classList.add('is-over');
			}
		});
		addEventListener('dragleave', () => {
			depth = Math.max(0, depth - 1);
			form.classList.toggle('is-over', depth > 0);
		});
		addEventListener('dragover', (event) => {
			if (hasFiles(event)) {
				event.preventDefault();
			}
		});
		addEventListener('drop', (event) => {
			if (hasFiles(event)) {
				event.preventDefault();
				depth = 0;
				form.classList.remove('is-over');
				add(event.dataTransfer.files);
			}
		});
		addEventListener('beforeunload', (event) => {
			if (count('waiting') + count('running') > 0) {
				event.preventDefault();
			}
		});
	}

	/* The bar that moves files appears when some are chosen. */
	const library = document.querySelector('#library:has(.movebar)');
	if (library) {
		const bar = library.querySelector('.movebar');
		const update = () => bar.classList.toggle('is-on', library.querySelector('[name="names"]:checked') !== null);
		library.addEventListener('change', update);
		update();
	}

	/* The focal point: the picture is clicked, or the numbers are changed. */
	const stage = document.querySelector('[data-focal]');
	if (stage) {
		const picture = stage.querySelector('img');
		const mark = document.getElementById('focal');
		const square = document.getElementById('square');
		const x = document.getElementById('focalX');
		const y = document.getElementById('focalY');
		const draw = () => {
			mark.hidden = false;
			mark.style.left = `${x.value}%`;
			mark.style.top = `${y.value}%`;
			square.style.objectPosition = `${x.value}% ${y.value}%`;
		};
		picture.addEventListener('click', (event) => {
			const box = picture.getBoundingClientRect();
			x.value = Math.round((100 * (event.clientX - box.left)) / box.width);
			y.value = Math.round((100 * (event.clientY - box.top)) / box.height);
			x.dispatchEvent(new Event('input', { bubbles: true }));
		});
		x.addEventListener('input', draw);
		y.addEventListener('input', draw);
		draw();
	}

	/* Replacing tells what is wrong without leaving the page. */
	const replace = document.getElementById('replace');
	if (replace) {
		const chooser = replace.querySelector('input[type="file"]');
		const bar = document.getElementById('replace-progress');
		const error = document.getElementById('replace-error');
		replace.addEventListener('submit', (event) => {
			event.preventDefault();
			event.stopPropagation();
			const file = chooser.files[0];
			error.textContent = '';
			if (!file) {
				error.textContent = t('Choose a file first.');
				return;
			}
			if (file.size > Number(replace.dataset.max)) {
				error.textContent = t('This file is larger than a file may be here. Make it smaller.');
				return;
			}
			bar.hidden = false;
			send(replace.dataset.replace, file, {}, (percent) => {
				bar.value = percent;
			}).then(() => location.reload(), (failure) => {
				bar.hidden = true;
				error.textContent = failure.text;
			});
		});
	}
})();
