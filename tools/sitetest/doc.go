// Package sitetest tests the built site: what readers, search engines and feed
// readers get, not the functions that make it. It holds tests only.
//
//	go test ./tools/sitetest                                   everything, some minutes
//	go test ./tools/sitetest -run TestPages                    what the pages must show, two seconds
//	go test ./tools/sitetest -run TestPages/story              one case file
//	go test ./tools/sitetest -run TestPages/story/fr/recits    its French pages
//	go test ./tools/sitetest -run 'TestReader//fr/chiffres/'   one page in the browser
//
// # What is tested
//
// The site of this repository is built twice for a run, at the root of a domain
// and under a sub-path, by the steps of `newsroom build`; all tests share the two.
//
//   - TestPages: the case files of testdata/pages, one for each kind of page, in a
//     language of a dozen words that case_test.go explains.
//   - TestDocuments and TestTree: what holds of every page (ids, headings, nesting,
//     weight, …) and between the files (links, languages, feeds, sitemaps).
//   - TestTemplates and its neighbours: small projects made of the real templates and
//     the content of an archive in testdata/templates, for states that the real
//     site is not in (empty, one language, masked, withdrawn names) and for every
//     mistake that has to stop a build with its file and line.
//   - TestBuildIsReproducible: another folder, time zone and number of processors
//     give the same bytes.
//   - TestConfig…, TestPermalinks, TestInterface…, TestTemplates…, TestStyle…,
//     TestColours…: the house rules for hugo.toml, i18n/, layouts/ and assets/css/.
//   - TestReader: every page in Chromium, in light and dark, from 320 to 1600 pixels,
//     with larger text, on paper, without JavaScript, through axe and the live checks
//     of package barrier. The probes stand in testdata/browser. What axe leaves to
//     people is answered in testdata/verdicts.yaml: a question without an answer fails,
//     an answer without a question too.
//   - TestBarriersInMarkup: the checks of package barrier that need no browser;
//     testdata/tolerated.yaml may let pass what goes beyond WCAG 2.2 AA.
//   - TestKeyboard, TestScenarios, TestForcedColours: ways through the site by keyboard
//     alone, with and without JavaScript, and in the reader's own colours.
//   - TestHTMLValidate and TestNu: the two public checkers, no error and no warning.
//   - TestStatement… and TestEvidenceExists: the accessibility statement says what its
//     grid gives, and every piece of evidence in the grid exists.
//
// Each family has a test of its own that plants mistakes and wants them found, so
// that no check goes blind unnoticed.
//
// # What it needs
//
// The browser tests need Chromium (found as chromium, chromium-browser or
// google-chrome, or named in CHROME_BIN) and npm, which installs axe-core,
// html-validate and Nu from package-lock.json on first use; html-validate needs Node,
// Nu needs Java. Where one is missing these tests are skipped and
// say so; with CI=true in the environment they fail.
//
// # When a test fails
//
// A failed case names its file and line and shows what it saw. When the page is
// right and was changed on purpose, edit that line. The lists of
// allowed template functions and of colour pairs fail on entries that nobody uses.
package sitetest
