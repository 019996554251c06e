import { start } from "@sse/htmx-legacy";

start();
