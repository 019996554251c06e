/** The code editor: HTML, with the attributes completed and checked as one types. */
import { acceptCompletion, autocompletion, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { html, htmlLanguage } from "@codemirror/lang-html";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { attributeNames } from "./attribute-at.ts";
import { attributeChecks } from "./checks.ts";
import { attributeCompletions } from "./completions.ts";

export interface CodeEditor {
  readonly text: string;
  replace(text: string): void;
}

export interface CodeOptions {
  readonly parent: Element;
  readonly text: string;
  readonly changed: (text: string) => void;
  /** Event names to offer. */
  readonly seen: () => readonly string[];
}

const ours = Object.fromEntries(attributeNames.map((name) => [name, null]));

/** A colon or a space inside one of our attributes is where the next choice begins. */
const offerNext = EditorView.updateListener.of(({ view, docChanged, transactions }) => {
  if (!docChanged || !transactions.some((transaction) => transaction.isUserEvent("input"))) return;
  const { head } = view.state.selection.main;
  if (view.state.sliceDoc(head - 1, head) === ":") startCompletion(view);
});

export function createCodeEditor({ parent, text, changed, seen }: CodeOptions): CodeEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        lintGutter(),
        autocompletion({ icons: false }),
        html({ extraGlobalAttributes: ours }),
        htmlLanguage.data.of({ autocomplete: attributeCompletions(seen) }),
        syntaxHighlighting(classHighlighter),
        attributeChecks(),
        offerNext,
        keymap.of([
          { key: "Tab", run: acceptCompletion },
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...lintKeymap,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "HTML of your page" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    replace: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
  };
}
