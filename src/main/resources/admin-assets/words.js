/* The words of the other scripts in the language of the page. English is in the scripts; {0} is a place for a value. */
(function () {
	'use strict';
	const texts = {};
	window.t = (text, ...values) => (texts[text] ?? text).replace(/\{(\d)\}/g, (place, number) => values[number] ?? place);
}());
