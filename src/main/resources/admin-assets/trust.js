/* Trusted Types: the one place where text becomes HTML. It runs before every other script, and the policy of the page lets
   nobody else make a policy. The default one takes no text but two: what the admin host just answered to htmx, and what
   was pasted into the editor and can do nothing. Any other text is refused. */
(() => {
	'use strict';
	const types = window.trustedTypes;
	const NO_HEAD = /<head(\s[^>]*)?>[\s\S]*?<\/head>/i;
	const OPENED = /^(?:<[a-z]+(?: class="internal-htmx-wrapper")?>)*$/;
	const CLOSED = /^(?:<\/[a-z]+>)*$/;
	const ACTIVE = 'script, iframe, frame, object, embed, base, meta, link, form, svg, math, template, noscript';
	const awaited = { answers: [], pasted: [] };

	/* htmx and ProseMirror wrap what they parse into tags of their own. */
	const wraps = (html, text) => {
		const at = text ? html.indexOf(text) : Math.max(html.search(/<\//), 0);
		return at >= 0 && OPENED.test(html.slice(0, at)) && CLOSED.test(html.slice(at + text.length));
	};
	const known = (html) => [...awaited.answers, ...awaited.pasted].some((text) => wraps(html, text));

	types?.createPolicy('default', { createHTML: (html) => (known(html) ? html : null) });
	const own = types?.createPolicy('rowhouse', { createHTML: (html) => html }) ?? { createHTML: (html) => html };

	/* A document without a window: nothing in it runs or loads. */
	const parse = (html) => new DOMParser().parseFromString(own.createHTML(html), 'text/html');

	const isOwn = (url) => new URL(url, location.href).origin === location.origin;

	/* Capturing, so that it is known before anybody else looks at the answer. */
	document.addEventListener('htmx:beforeSwap', (event) => {
		const { xhr, serverResponse } = event.detail;
		awaited.answers = isOwn(xhr.responseURL) && serverResponse === xhr.response
			? [serverResponse, serverResponse.replace(NO_HEAD, '')] : [];
	}, true);
	document.addEventListener('htmx:afterSwap', () => {
		awaited.answers = [];
	});

	const handlers = (element) => element.getAttributeNames()
		.filter((name) => name.startsWith('on') || /^\s*(?:javascript|data|vbscript):/i.test(element.getAttribute(name)) && name !== 'src');

	window.rowhouseTrust = Object.freeze({
		/** The document at an address of the admin host. Fails with what to tell people. */
		async page(url) {
			const answer = await fetch(url, { headers: { Accept: 'text/html' }, mode: 'same-origin' });
			if (!answer.ok || answer.redirected) {
				throw new Error(t('The pages cannot be read right now. Reload this page.'));
			}
			return parse(await answer.text());
		},
		/** A document of any text, in which nothing runs or loads. It must be cleaned before any of it goes elsewhere. */
		inert: parse,
		/** Lets the editor read a text from the clipboard, without what could do anything. */
		pasted(html) {
			const body = parse(html).body;
			const active = [...body.querySelectorAll(ACTIVE)];
			const acting = [...body.querySelectorAll('*')].filter((element) => handlers(element).length > 0);
			active.forEach((element) => element.remove());
			acting.forEach((element) => handlers(element).forEach((name) => element.removeAttribute(name)));
			const clean = (active.length + acting.length ? body.innerHTML : html).replace(/^(?:\s*<meta [^>]*>)*/, '');
			awaited.pasted = [clean];
			return clean;
		}
	});
})();
