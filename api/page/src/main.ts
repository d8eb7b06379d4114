/** The page takes over from the plain HTML the server sent. */

import { mount } from "svelte";
import App from "./App.svelte";
import "./page.css";
import { preferences } from "./lib/preferences.svelte";

preferences.apply();
const target = document.getElementById("page");
if (target) mount(App, { target });
