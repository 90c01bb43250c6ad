// Bảng Vàng in a browser: which page stands at which address, and what is around all pages.
import {render} from "preact";
import {useEffect, useState} from "preact/hooks";
import type {Names, Session} from "./api";
import {useLoad} from "./load";
import {NamesContext} from "./names";
import {ArticlePage} from "./pages/article";
import {Agencies, Articles, Blocs, Officials} from "./pages/lists";
import {Lookup} from "./pages/lookup";
import {Overview} from "./pages/overview";
import {AgencyPage, AwardPage, BlocPage, OfficialPage} from "./pages/records";
import {Review} from "./pages/review";
import {Search} from "./pages/search";
import {TryIt} from "./pages/try";
import {Guarded} from "./parts/status";
import {Link, type Place, usePlace} from "./router";
import {toggleTheme} from "./theme";
import {type Key, LanguageContext, storedLanguage, storeLanguage, useWords} from "./words";

const menu: [string, Key][] = [["/", "nav.overview"], ["/search", "nav.search"], ["/agencies", "nav.agencies"],
  ["/officials", "nav.officials"], ["/blocs", "nav.blocs"], ["/lookup", "nav.lookup"], ["/try", "nav.try"], ["/review", "nav.review"]];

// Where the guide speaks of a page: a heading of docs/vi/bang-dieu-khien.md.
const guides: Record<string, string> = {"/": "tong-quan", "/search": "tra-cuu", "/award": "tra-cuu", "/agencies": "co-quan",
  "/agency": "co-quan", "/officials": "can-bo", "/official": "can-bo", "/blocs": "khoi-thi-dua", "/bloc": "khoi-thi-dua",
  "/articles": "bai-viet", "/article": "bai-viet", "/lookup": "tra-danh-sach", "/try": "dung-thu", "/review": "duyet"};

interface Around {
  session: Session | undefined;
  sessionChanged: () => void;
}

function Page({place, session, sessionChanged}: {place: Place} & Around) {
  const {say} = useWords();
  switch (place.path) {
    case "/": return <Overview />;
    case "/search": return <Search place={place} />;
    case "/agencies": return <Agencies place={place} />;
    case "/officials": return <Officials place={place} />;
    case "/blocs": return <Blocs place={place} />;
    case "/articles": return <Articles place={place} />;
    case "/award": return <AwardPage place={place} />;
    case "/agency": return <AgencyPage place={place} />;
    case "/official": return <OfficialPage place={place} />;
    case "/bloc": return <BlocPage place={place} />;
    case "/article": return <ArticlePage place={place} session={session} />;
    case "/lookup": return <Lookup />;
    case "/review": return <Review session={session} sessionChanged={sessionChanged} />;
    case "/try": return <TryIt session={session} sessionChanged={sessionChanged} />;
    default: return <h1>{say("not-found")}</h1>;
  }
}

function Header({place, toggleLanguage}: {place: Place; toggleLanguage: () => void}) {
  const {say} = useWords();
  return (
    <header>
      <a class="skip" href="#main">{say("skip")}</a>
      <Link to="/" class="brand"><img src="/icon.svg" alt="" width="28" height="28" /> {say("site")}</Link>
      <nav aria-label={say("nav")}>
        {menu.map(([path, key]) => (
          <Link key={path} to={path} aria-current={place.path === path ? "page" : undefined}>{say(key)}</Link>
        ))}
      </nav>
      <div class="tools">
        <button type="button" class="plain" onClick={toggleTheme}>{say("theme")}</button>
        <button type="button" class="plain" lang={say("language") === "English" ? "en" : "vi"} onClick={toggleLanguage}>{say("language")}</button>
      </div>
    </header>
  );
}

function Frame({toggleLanguage}: {toggleLanguage: () => void}) {
  const place = usePlace();
  const {say} = useWords();
  const session = useLoad<Session>("session");
  return (
    <>
      <Header place={place} toggleLanguage={toggleLanguage} />
      <main id="main" tabIndex={-1}>
        {session.value?.records_due && <p class="note">{say("records-due")}</p>}
        <Guarded key={place.path + (place.params.get("id") ?? "")}>
          <Page place={place} session={session.value} sessionChanged={session.again} />
        </Guarded>
      </main>
      <footer>
        <p>{say("published-only")}</p>
        <p><a href={`/guide.html#${guides[place.path] ?? ""}`}>{say("guide")}</a> <a href="/openapi.json">{say("api")}</a> {session.value && `bangvang ${session.value.version}`}</p>
      </footer>
    </>
  );
}

function App() {
  const [language, setLanguage] = useState(storedLanguage);
  const names = useLoad<Names>("names");
  useEffect(() => {
    document.documentElement.lang = language;
    storeLanguage(language);
  }, [language]);
  return (
    <LanguageContext.Provider value={language}>
      <NamesContext.Provider value={names.value}>
        <Frame toggleLanguage={() => setLanguage(language === "vi" ? "en" : "vi")} />
      </NamesContext.Provider>
    </LanguageContext.Provider>
  );
}

const root = document.getElementById("app");
if (root) render(<App />, root);
