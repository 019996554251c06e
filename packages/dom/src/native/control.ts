/** Forms and their controls, and the focus. */
import { getter, method } from "./capture.ts";

const focusHtml = method<HTMLElement, "focus">("HTMLElement", "focus");
const blurHtml = method<HTMLElement, "blur">("HTMLElement", "blur");
const focusSvg = method<SVGElement, "focus">("SVGElement", "focus");
const popUp = method<HTMLElement, "showPopover">("HTMLElement", "showPopover");
const openModal = method<HTMLDialogElement, "showModal">("HTMLDialogElement", "showModal");
const elements = getter<HTMLFormElement, "elements">("HTMLFormElement", "elements");
const noValidate = getter<HTMLFormElement, "noValidate">("HTMLFormElement", "noValidate");

export const focus = (element: Element, options?: FocusOptions): void =>
  element instanceof HTMLElement ? focusHtml.call(element, options) : focusSvg.call(element as SVGElement, options);
export const blur = (element: Element): void => {
  if (element instanceof HTMLElement) blurHtml.call(element);
};
export const showPopover = (element: Element): void => void popUp.call(element as HTMLElement);
export const showModal = (element: Element): void => openModal.call(element as HTMLDialogElement);
export const isForm = (element: Element): element is HTMLFormElement => element instanceof HTMLFormElement;
export const fieldsOf = (form: HTMLFormElement): Element[] => [...elements.call(form)];
export const skipsValidation = (form: HTMLFormElement): boolean => noValidate.call(form);

/** What is read of a control; an element that is none lacks it all. */
export interface Control {
  readonly name?: string;
  readonly type?: string;
  value?: string;
  files?: FileList | null;
  readonly form?: HTMLFormElement | null;
  readonly formNoValidate?: boolean;
  readonly selectedOptions?: ArrayLike<{ readonly value: string }>;
  readonly selectionStart?: number | null;
  readonly selectionEnd?: number | null;
  readonly willValidate?: boolean;
  readonly validationMessage?: string;
  readonly validity?: ValidityState;
  checked?: boolean;
  selected?: boolean;
  defaultValue?: string;
  checkValidity?(): boolean;
  setSelectionRange?(start: number | null, end: number | null): void;
}

const none: Control = {};

/** The element as a control. A form is none, whatever its fields are called. */
export const controlOf = (element: Element | null | undefined): Control =>
  !element || isForm(element) ? none : (element as Control);
