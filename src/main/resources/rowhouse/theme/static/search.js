/* Suggestions below the search fields of a site while somebody types. Without this script the form is sent as usual. */
(() => {
  'use strict';
  const WAIT = 150;

  /* Each word that was typed is shown bold where a word of the title begins with it. */
  const emphasize = (link, title, typed) => {
    const words = typed.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    for (const part of title.split(/([^\p{L}\p{N}]+)/u)) {
      const word = words.find((w) => part.toLowerCase().startsWith(w));
      if (word) {
        const bold = document.createElement('b');
        bold.textContent = part.slice(0, word.length);
        link.append(bold, part.slice(word.length));
      } else {
        link.append(part);
      }
    }
  };

  const suggest = (form) => {
    const field = form.querySelector('input[name=q]');
    const list = document.createElement('ul');
    let timer = 0;
    let asked = null;
    let chosen = -1;
    list.className = 'search-list';
    list.id = field.id + '-list';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', form.querySelector('label').textContent);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    field.setAttribute('aria-expanded', 'false');
    form.append(list);

    const show = (open) => {
      list.hidden = !open;
      field.setAttribute('aria-expanded', String(open));
      if (!open) {
        choose(-1);
      }
    };
    const choose = (index) => {
      chosen = index;
      [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
      if (index < 0) {
        field.removeAttribute('aria-activedescendant');
      } else {
        field.setAttribute('aria-activedescendant', list.children[index].id);
      }
    };
    const fill = (items, typed) => {
      list.replaceChildren(...items.map((item, i) => {
        const line = document.createElement('li');
        const link = document.createElement('a');
        line.id = list.id + '-' + i;
        line.setAttribute('role', 'option');
        link.href = item.url;
        link.tabIndex = -1;
        emphasize(link, item.title, typed);
        line.append(link);
        return line;
      }));
      choose(-1);
      show(items.length > 0 && form.contains(document.activeElement));
    };
    const ask = async () => {
      const typed = field.value.trim();
      asked?.abort();
      if (!typed) {
        show(false);
        return;
      }
      asked = new AbortController();
      try {
        const answer = await fetch(form.dataset.suggest + '?q=' + encodeURIComponent(typed), { signal: asked.signal });
        if (answer.ok) {
          fill((await answer.json()).items, typed);
        }
      } catch (error) {
        /* Typing went on, or the network is away: there is nothing to suggest. */
        if (error.name !== 'AbortError') {
          show(false);
        }
      }
    };

    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    field.addEventListener('keydown', (event) => {
      const last = list.children.length - 1;
      if (event.key === 'Escape') {
        show(false);
      } else if (!list.hidden && event.key === 'ArrowDown') {
        choose(chosen < last ? chosen + 1 : 0);
        event.preventDefault();
      } else if (!list.hidden && event.key === 'ArrowUp') {
        choose(chosen > 0 ? chosen - 1 : last);
        event.preventDefault();
      } else if (!list.hidden && event.key === 'Enter' && chosen >= 0) {
        event.preventDefault();
        list.children[chosen].firstElementChild.click();
      }
    });
    form.addEventListener('submit', () => clearTimeout(timer));
    form.addEventListener('focusout', (event) => {
      if (!form.contains(event.relatedTarget)) {
        show(false);
      }
    });
    /* A click on a suggestion must not take the focus away first. */
    list.addEventListener('mousedown', (event) => event.preventDefault());
  };

  document.querySelectorAll('form[data-suggest]').forEach(suggest);
})();
