/** The default theme, with colours that everyone can read. */
import DefaultTheme from "vitepress/theme";
import "./style.css";

export default DefaultTheme;
