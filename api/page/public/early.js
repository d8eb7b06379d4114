// Before anything is drawn: the theme and the language that the reader chose, so that no other flashes up first.
(() => {
  const root = document.documentElement;
  const chosen = (name) => {
    try {
      return JSON.parse(localStorage.getItem(`summit.${name}`) ?? "null");
    } catch {
      return null;
    }
  };
  const theme = chosen("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const language = chosen("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
  root.lang = language === "zh" ? "zh-CN" : "en";
})();
