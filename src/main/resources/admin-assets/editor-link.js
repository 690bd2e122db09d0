/* The dialog for links: an address, or a page of this site found by its title. */
import { dialog, el, field, newId } from './editor-dom.js';

const DELAY = 180;

/** What somebody typed as an address: example.org and mail@example.org are completed. Null when it is none. */
export function address(typed) {
	const text = typed.trim();
	if (/^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(text) || /^[/#?][^\s]*$/.test(text)) {
		return text;
	}
	if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) {
		return `mailto:${text}`;
	}
	if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[:/?#]\S*)?$/u.test(text)) {
		return `https://${text}`;
	}
	return null;
}

/* Proposals below a field: a combobox as the ARIA practices describe it. */
class Proposals {

	constructor(input, url, chosen) {
		this.input = input;
		this.url = url;
		this.chosen = chosen;
		this.list = el('ul', { class: 'ed-found', role: 'listbox', id: newId('ed-found'), 'aria-label': t('Pages and posts'), hidden: true });
		this.status = el('p', { class: 'sr', role: 'status' });
		for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.list.id })) {
			input.setAttribute(name, value);
		}
		input.addEventListener('input', () => this.soon());
		input.addEventListener('keydown', (event) => this.key(event));
		input.addEventListener('blur', () => this.hide());
	}

	soon() {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.ask(), DELAY);
	}

	async ask() {
		const typed = this.input.value.trim();
		const number = this.number = (this.number ?? 0) + 1;
		if (/^[a-z]+:/i.test(typed)) {
			this.hide();
			return;
		}
		try {
			const answer = await fetch(`${this.url}?q=${encodeURIComponent(typed.replace(/^\/+/, ''))}`, { headers: { Accept: 'application/json' } });
			const found = answer.ok ? await answer.json() : [];
			if (number === this.number && this.input.isConnected) {
				this.show(found, typed);
			}
		}
		catch {
			this.status.textContent = t('The pages of this site cannot be searched right now.');
		}
	}

	show(found, typed) {
		this.list.replaceChildren(...found.map((item) => el('li', { role: 'option', id: newId('ed-option'), 'aria-selected': 'false', 'data-path': item.path,
			mousedown: (event) => {
				event.preventDefault();
				this.choose(item);
			} }, el('span', { class: 'ed-found-title' }, item.title || item.path), el('span', { class: 'ed-found-path' }, `${item.kind === 'post' ? t('Post') : t('Page')} · ${item.path}`))));
		this.found = found;
		this.at = -1;
		this.list.hidden = found.length === 0;
		this.input.setAttribute('aria-expanded', String(found.length > 0));
		this.input.removeAttribute('aria-activedescendant');
		this.status.textContent = found.length ? t('{0} found', found.length) : typed ? t('No page found') : '';
	}

	key(event) {
		if (this.list.hidden) {
			return;
		}
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault();
			const size = this.found.length;
			this.at = (this.at + (event.key === 'ArrowDown' ? 1 : this.at < 0 ? 0 : -1) + size) % size;
			[...this.list.children].forEach((option, index) => {
				option.setAttribute('aria-selected', String(index === this.at));
				if (index === this.at) {
					option.scrollIntoView({ block: 'nearest' });
					this.input.setAttribute('aria-activedescendant', option.id);
				}
			});
		}
		else if (event.key === 'Enter' && this.at >= 0) {
			event.preventDefault();
			this.choose(this.found[this.at]);
		}
		else if (event.key === 'Escape') {
			event.preventDefault();
			event.stopPropagation();
			this.hide();
		}
	}

	choose(item) {
		this.number++;
		this.chosen(item);
		this.hide();
	}

	hide() {
		clearTimeout(this.timer);
		this.list.hidden = true;
		this.at = -1;
		this.input.setAttribute('aria-expanded', 'false');
		this.input.removeAttribute('aria-activedescendant');
	}

}

/**
 * Asks for a link.
 * @param link { href, text, asksText } what is there; asksText when nothing was marked that could be the link
 * @param done is called with { href, text }
 * @param remove is called when the link is to go, or null
 */
export function askForLink(url, link, done, remove) {
	const where = field(t('Page or address'), { value: link.href, inputmode: 'url', autocapitalize: 'none', spellcheck: 'false' },
		t('Type a word of a page’s title, or an address such as https://example.org or mail@example.org.'));
	const text = field(t('Text of the link'), { value: link.text });
	const proposals = new Proposals(where.input, url, (item) => {
		where.input.value = item.path;
		if (link.asksText && !text.input.value) {
			text.input.value = item.title;
		}
	});
	where.wrap.append(proposals.list, proposals.status);
	where.wrap.classList.add('ed-combo');
	const box = dialog({
		title: link.href ? t('Change the link') : t('Link'),
		body: [where.wrap, ...(link.asksText ? [text.wrap] : [])],
		action: link.href ? t('Change') : t('Insert'),
		save() {
			const href = address(where.input.value);
			if (href === null) {
				where.input.setAttribute('aria-invalid', 'true');
				where.input.focus();
				return where.input.value.trim() ? t('Choose a page from the list, or write an address that begins with https://, mailto: or /.') : t('Choose a page, or write an address.');
			}
			// The text gets the focus back before it changes, or the browser would choose where the caret goes.
			box.close();
			done({ href, text: text.input.value.trim() });
			return undefined;
		},
		extra: remove ? [el('button', { class: 'btn btn--danger-quiet', type: 'button', click: () => {
			box.close();
			remove();
		} }, t('Remove the link'))] : []
	});
	where.input.focus();
	where.input.select();
	if (!link.href) {
		proposals.ask();
	}
}
