/* What can be done in the editor, by button, by key and while typing. */
import { baseKeymap, chainCommands, createParagraphNear, exitCode, lift, liftEmptyBlock, newlineInCode, setBlockType, splitBlock, toggleMark, wrapIn } from './prosemirror-commands.js';
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from './prosemirror-inputrules.js';
import { redo, undo } from './prosemirror-history.js';
import { keymap } from './prosemirror-keymap.js';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from './prosemirror-schema-list.js';
import { Plugin, Selection, TextSelection } from './prosemirror-state.js';
import { CellSelection, addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, selectedRect } from './prosemirror-tables.js';
import { schema } from './editor-schema.js';
import { isLoose } from './editor-write.js';

const { nodes, marks } = schema;

export { redo, undo };

/** The list around the selection with its depth, or null. */
export function listAround(state) {
	const { $from } = state.selection;
	for (let depth = $from.depth; depth > 0; depth--) {
		const node = $from.node(depth);
		if (node.type === nodes.bullet_list || node.type === nodes.ordered_list) {
			return { node, depth, pos: $from.before(depth) };
		}
	}
	return null;
}

/* Which kind of list the selection is in: bullets, numbers, tasks, or null. */
export function listKind(state) {
	const list = listAround(state);
	if (!list) {
		return null;
	}
	const item = state.selection.$from.node(list.depth + 1);
	return item.attrs.checked !== null ? 'tasks' : list.node.type === nodes.ordered_list ? 'numbers' : 'bullets';
}

const inside = (state, type) => {
	const { $from } = state.selection;
	for (let depth = $from.depth; depth > 0; depth--) {
		if ($from.node(depth).type === type) {
			return true;
		}
	}
	return false;
};

export const inQuote = (state) => inside(state, nodes.blockquote);
export const inTable = (state) => isInTable(state);
export const inCode = (state) => state.selection.$from.parent.type === nodes.code_block;

export function markActive(state, name) {
	const type = marks[name];
	const { from, to, empty, $from } = state.selection;
	return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

export const mark = (name) => toggleMark(marks[name], null, { removeWhenPresent: false });

/* Makes the items of the list around the selection tasks, or no tasks. */
function tasks(checked, transaction, list, pos) {
	list.forEach((item, offset) => {
		const can = item.firstChild.type === nodes.paragraph;
		transaction.setNodeMarkup(pos + 1 + offset, null, { ...item.attrs, checked: can ? checked ?? null : null });
	});
	return transaction;
}

/** A list of one kind: makes one, changes one of another kind, or takes it away. */
export function list(kind) {
	return (state, dispatch) => {
		const around = listAround(state);
		const type = kind === 'numbers' ? nodes.ordered_list : nodes.bullet_list;
		if (around) {
			if (listKind(state) === kind) {
				return liftListItem(nodes.list_item)(state, dispatch);
			}
			if (dispatch) {
				const transaction = state.tr.setNodeMarkup(around.pos, type, type === nodes.ordered_list ? { tight: around.node.attrs.tight } : { tight: around.node.attrs.tight });
				dispatch(tasks(kind === 'tasks' ? false : null, transaction, around.node, around.pos).scrollIntoView());
			}
			return true;
		}
		if (isInTable(state)) {
			return false;
		}
		return wrapInList(type)(state, dispatch && ((transaction) => {
			if (kind === 'tasks') {
				const { $from } = transaction.selection;
				for (let depth = $from.depth; depth > 0; depth--) {
					if ($from.node(depth).type === nodes.bullet_list) {
						tasks(false, transaction, $from.node(depth), $from.before(depth));
						break;
					}
				}
			}
			dispatch(transaction.scrollIntoView());
		}));
	};
}

export const indent = sinkListItem(nodes.list_item);
export const outdent = chainCommands(liftListItem(nodes.list_item), (state, dispatch) => (inQuote(state) ? lift(state, dispatch) : false));

/** Text, or a heading of a level; what is a heading already becomes text. */
export function heading(level) {
	return (state, dispatch, view) => {
		const { $from } = state.selection;
		const same = level === 0 || ($from.parent.type === nodes.heading && $from.parent.attrs.level === level);
		return same ? setBlockType(nodes.paragraph)(state, dispatch, view) : setBlockType(nodes.heading, { level })(state, dispatch, view);
	};
}

export function quote(state, dispatch) {
	if (inQuote(state)) {
		return lift(state, dispatch);
	}
	return isInTable(state) ? false : wrapIn(nodes.blockquote)(state, dispatch);
}

export function code(state, dispatch, view) {
	return inCode(state) ? setBlockType(nodes.paragraph)(state, dispatch, view) : setBlockType(nodes.code_block)(state, dispatch, view);
}

/* Puts blocks where the selection is: in place of an empty paragraph, otherwise below. */
function place(state, dispatch, block, into) {
	if (isInTable(state)) {
		return false;
	}
	if (dispatch) {
		const { $to } = state.selection;
		const empty = $to.parent.type === nodes.paragraph && $to.parent.content.size === 0 && $to.depth > 0;
		const from = empty ? $to.before() : $to.depth ? $to.after() : $to.pos;
		const transaction = state.tr.replaceWith(from, empty ? $to.after() : from, block);
		let after = from + block.nodeSize;
		if (!transaction.doc.resolve(after).nodeAfter && transaction.doc.resolve(after).parent.type === nodes.doc) {
			transaction.insert(after, nodes.paragraph.create());
		}
		after = into ?? after + 1;
		transaction.setSelection(into === undefined ? Selection.near(transaction.doc.resolve(Math.min(after, transaction.doc.content.size)), 1)
			: TextSelection.near(transaction.doc.resolve(from + into)));
		dispatch(transaction.scrollIntoView());
	}
	return true;
}

export const rule = (state, dispatch) => place(state, dispatch, nodes.horizontal_rule.create());

export function table(rows, columns) {
	return (state, dispatch) => {
		const cell = (type) => type.createAndFill();
		const row = (type) => nodes.table_row.create(null, Array.from({ length: columns }, () => cell(type)));
		return place(state, dispatch, nodes.table.create(null, [row(nodes.table_header), ...Array.from({ length: rows - 1 }, () => row(nodes.table_cell))]), 3);
	};
}

/** Aligns the columns that the selection touches; null for the usual way. */
export function align(value) {
	return (state, dispatch) => {
		if (!isInTable(state)) {
			return false;
		}
		if (dispatch) {
			const rect = selectedRect(state);
			const transaction = state.tr;
			for (let column = rect.left; column < rect.right; column++) {
				for (let row = 0; row < rect.map.height; row++) {
					const pos = rect.tableStart + rect.map.map[row * rect.map.width + column];
					const cell = transaction.doc.nodeAt(pos);
					transaction.setNodeMarkup(pos, null, { ...cell.attrs, align: value });
				}
			}
			dispatch(transaction);
		}
		return true;
	};
}

export function alignment(state) {
	if (!isInTable(state)) {
		return null;
	}
	const rect = selectedRect(state);
	return rect.table.nodeAt(rect.map.map[rect.left])?.attrs.align ?? 'none';
}

/** Deletes what the selection touches; a table without rows or columns goes as a whole. */
export function deleteRows(state, dispatch) {
	const rect = isInTable(state) && selectedRect(state);
	return rect && (rect.bottom - rect.top === rect.map.height ? deleteTable(state, dispatch) : deleteRow(state, dispatch));
}

export function deleteColumns(state, dispatch) {
	const rect = isInTable(state) && selectedRect(state);
	return rect && (rect.right - rect.left === rect.map.width ? deleteTable(state, dispatch) : deleteColumn(state, dispatch));
}

export { addColumnAfter, addRowAfter, deleteTable };

const nextCell = (state, dispatch, view) => goToNextCell(1)(state, dispatch) || (isInTable(state)
	&& (!dispatch || (addRowAfter(state, dispatch), goToNextCell(1)(view.state, dispatch))));

/* Enter in a cell goes to the cell below, and out of the table below the last one. */
function below(state, dispatch) {
	if (!isInTable(state) || state.selection instanceof CellSelection) {
		return isInTable(state);
	}
	if (dispatch) {
		const rect = selectedRect(state);
		if (rect.bottom < rect.map.height) {
			const pos = rect.tableStart + rect.map.map[rect.bottom * rect.map.width + rect.left];
			dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(pos + 1))).scrollIntoView());
		}
		else {
			const end = rect.tableStart + rect.table.nodeSize - 1;
			const transaction = state.tr;
			if (!state.doc.resolve(end).nodeAfter?.isTextblock) {
				transaction.insert(end, nodes.paragraph.create());
			}
			dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(end + 1))).scrollIntoView());
		}
	}
	return true;
}

const splitItem = (state, dispatch) => {
	const kind = listKind(state);
	return splitListItem(nodes.list_item, kind === 'tasks' ? { checked: false } : undefined)(state, dispatch);
};

const hardBreak = chainCommands(exitCode, (state, dispatch) => {
	if (inCode(state)) {
		return false;
	}
	dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
	return true;
});

/* At the beginning of a heading, backspace makes it text. */
function headingToText(state, dispatch, view) {
	const { $from, empty } = state.selection;
	return empty && $from.parentOffset === 0 && $from.parent.type === nodes.heading ? setBlockType(nodes.paragraph)(state, dispatch, view) : false;
}

/** All keys. actions: link, toolbar, help. Tab leaves the editor after Escape, and where it has nothing to do. */
export function keys(actions) {
	let leave = false;
	const tab = (command) => (state, dispatch, view) => {
		const left = leave;
		leave = false;
		return left ? false : command(state, dispatch, view);
	};
	return [
		keymap({
			'Mod-b': mark('strong'), 'Mod-i': mark('em'), 'Mod-e': mark('code'), 'Mod-Shift-x': mark('strike'), 'Mod-k': actions.link,
			'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo,
			'Mod-Shift-7': list('numbers'), 'Mod-Shift-8': list('bullets'), 'Mod-Shift-9': list('tasks'),
			'Mod-Alt-0': heading(0), 'Mod-Alt-2': heading(2), 'Mod-Alt-3': heading(3), 'Mod-Alt-4': heading(4),
			'Mod-Shift-.': quote, 'Mod-[': outdent, 'Mod-]': indent,
			'Alt-F10': actions.toolbar, 'Mod-/': actions.help,
			Escape: () => {
				leave = true;
				return false;
			},
			Tab: tab(chainCommands(nextCell, indent)),
			'Shift-Tab': tab(chainCommands(goToNextCell(-1), (state, dispatch) => (listAround(state) && state.selection.$from.depth > 3 ? outdent(state, dispatch) : false))),
			Enter: chainCommands(below, newlineInCode, splitItem, createParagraphNear, liftEmptyBlock, splitBlock),
			'Shift-Enter': hardBreak, 'Mod-Enter': hardBreak,
			Backspace: chainCommands(undoInputRule, headingToText)
		}),
		keymap(baseKeymap),
		new Plugin({ props: { handleDOMEvents: { mousedown: () => {
			leave = false;
			return false;
		} } } })
	];
}

/* **strong** and the like, the moment the last sign is typed. */
function markRule(pattern, type) {
	return new InputRule(pattern, (state, match, start, end) => {
		const inner = match.at(-1);
		const from = start + match[0].indexOf(match[0].slice(match[1].length)[0], match[1].length);
		if (state.doc.rangeHasMark(from, end, marks.code)) {
			return null;
		}
		const offset = match[0].lastIndexOf(inner);
		const transaction = state.tr;
		const after = start + offset + inner.length;
		if (after < end) {
			transaction.delete(after, end);
		}
		transaction.delete(from, start + offset);
		transaction.addMark(from, from + inner.length, type.create());
		return transaction.removeStoredMark(type);
	});
}

const taskRule = new InputRule(/^\[([ xX]?)\]\s$/, (state, match, start, end) => {
	const { $from } = state.selection;
	const item = $from.depth > 1 ? $from.node(-1) : null;
	if (item?.type !== nodes.list_item || item.firstChild !== $from.parent) {
		return null;
	}
	return state.tr.delete(start, end).setNodeMarkup($from.before(-1), null, { checked: /x/i.test(match[1]) });
});

const ruleRule = new InputRule(/^(?:---|\*\*\*|___)$/, (state, match, start, end) => {
	const at = state.doc.resolve(start);
	if (at.parent.type !== nodes.paragraph || at.parent.content.size !== end - start || at.depth !== 1) {
		return null;
	}
	const transaction = state.tr.replaceWith(at.before(), at.after(), [nodes.horizontal_rule.create(), nodes.paragraph.create()]);
	return transaction.setSelection(TextSelection.near(transaction.doc.resolve(at.before() + 2)));
});

/** What becomes a form while it is typed: ## , - , 1. , > , ``` and **strong**. */
export const rules = () => inputRules({
	rules: [
		textblockTypeInputRule(/^(#{1,4})\s$/, nodes.heading, (match) => ({ level: Math.max(2, match[1].length) })),
		wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
		wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
		wrappingInputRule(/^(\d{1,9})[.)]\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]) }),
			(match, node) => node.childCount + node.attrs.order === Number(match[1])),
		textblockTypeInputRule(/^```$/, nodes.code_block),
		taskRule, ruleRule,
		markRule(/(^|[^*\\])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
		markRule(/(^|[^*\\])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.em),
		markRule(/(^|[\s([{])_([^_\s](?:[^_]*[^_\s])?)_$/, marks.em),
		markRule(/(^|[^~\\])~~([^~\s](?:[^~]*[^~\s])?)~~$/, marks.strike),
		markRule(/(^|[^`\\])`([^`]+)`$/, marks.code)
	]
});

/* A table's first row is its head, each column has one alignment; a list with paragraphs in its items is loose. */
function normal(state, transaction) {
	let changed = false;
	const markup = (pos, node, type, attrs) => {
		if (node.type !== type || Object.keys(attrs).some((name) => node.attrs[name] !== attrs[name])) {
			transaction.setNodeMarkup(pos, type, { ...node.attrs, ...attrs });
			changed = true;
		}
	};
	state.doc.descendants((node, pos) => {
		if (node.type === nodes.table) {
			const head = node.firstChild;
			node.forEach((row, offset, index) => row.forEach((cell, within, column) => {
				markup(pos + offset + within + 2, cell, index === 0 ? nodes.table_header : nodes.table_cell,
					{ align: head.maybeChild(column)?.attrs.align ?? null });
			}));
			return false;
		}
		if ((node.type === nodes.bullet_list || node.type === nodes.ordered_list) && node.attrs.tight && isLoose(node)) {
			markup(pos, node, node.type, { tight: false });
		}
		return !node.isTextblock;
	});
	return changed;
}

/** Keeps the document to what Markdown can say. */
export const normalizer = () => new Plugin({
	appendTransaction(transactions, before, state) {
		if (!transactions.some((transaction) => transaction.docChanged)) {
			return null;
		}
		const transaction = state.tr;
		return normal(state, transaction) ? transaction : null;
	}
});

