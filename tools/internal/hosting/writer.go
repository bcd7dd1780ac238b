package hosting

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// writer holds what all files say, worked out once.
type writer struct {
	*Config
	base      string // "" or "/sub"
	redirects []redirect
	gone      []gone
}

// redirect of whole paths on the host.
type redirect struct{ from, to string }

// gone is a withdrawn path on the host. A folder takes all with it that lies below.
type gone struct {
	path   string
	folder bool
}

func newWriter(c *Config, a Answers) (*writer, error) {
	w := &writer{Config: c, base: strings.TrimSuffix(a.Base, "/")}
	for _, from := range slices.Sorted(maps.Keys(a.Redirects)) {
		to := a.Redirects[from]
		if !plainAddress.MatchString(from) || !plainAddress.MatchString(to) {
			return nil, fmt.Errorf("address %q or %q: not plain", from, to)
		}
		w.redirects = append(w.redirects, redirect{w.base + from, w.base + to})
	}
	for _, path := range a.Gone {
		if !plainAddress.MatchString(path) {
			return nil, fmt.Errorf("address %q: not plain", path)
		}
		folder := strings.HasSuffix(path, "/") && path != "/" && (a.Live == nil || !a.Live(path))
		w.gone = append(w.gone, gone{w.base + path, folder})
	}
	// A folder says it for the files below.
	w.gone = slices.DeleteFunc(w.gone, func(g gone) bool {
		return slices.ContainsFunc(w.gone, func(above gone) bool {
			return above.folder && above.path != g.path && strings.HasPrefix(g.path, above.path)
		})
	})
	return w, nil
}

// pattern is the cache rule's expression over whole paths.
func (w *writer) pattern(c Cache) string { return "^" + regexp.QuoteMeta(w.base) + c.Match }

// bothForms are the forms in which a path of a page is asked for.
func bothForms(path string) []string {
	if short := strings.TrimSuffix(path, "/"); short != path && short != "" {
		return []string{path, short, path + "index.html"}
	}
	return []string{path}
}

const notice = "# Written by \"newsroom build\" from data/hosting.yaml and the ledgers: change those, not this file.\n"

// apache is the .htaccess. Later settings win there, so the cache rules stand in
// reverse order.
func apache(w *writer) string {
	var b strings.Builder
	b.WriteString(notice)
	b.WriteString("Options -Indexes\nAddDefaultCharset utf-8\nAddType text/vtt .vtt\nAddType application/manifest+json .webmanifest\nAddType image/avif .avif\nAddType image/webp .webp\n\n")
	fmt.Fprintf(&b, "ErrorDocument 404 %s/404.html\nErrorDocument 410 %s/410.html\n", w.base, w.base)
	for _, l := range []string{"fr", "en"} {
		fmt.Fprintf(&b, "<If \"%%{REQUEST_URI} =~ m#^%s/%s/#\">\nErrorDocument 404 %s/%s/404.html\n</If>\n", w.base, l, w.base, l)
	}
	b.WriteString("\n" + apacheCompressed + "\n<IfModule mod_headers.c>\n")
	for _, h := range w.Headers {
		fmt.Fprintf(&b, "Header always set %s \"%s\"\n", h.Name, h.Value)
	}
	fmt.Fprintf(&b, "Header always set Cache-Control \"%s\"\n", w.Default)
	for _, c := range slices.Backward(w.Cache) {
		fmt.Fprintf(&b, "Header always set Cache-Control \"%s\" \"expr=%%{REQUEST_URI} =~ m#%s#\"\n", c.Value, w.pattern(c))
	}
	b.WriteString("</IfModule>\n\n<IfModule mod_alias.c>\n")
	fmt.Fprintf(&b, "RedirectMatch 404 \"^%s/(_headers|_redirects|_hosting/)\"\n", regexp.QuoteMeta(w.base))
	for _, g := range w.gone {
		fmt.Fprintf(&b, "RedirectMatch 410 \"%s\"\n", g.expression())
	}
	for _, r := range w.redirects {
		fmt.Fprintf(&b, "RedirectMatch 301 \"^%s$\" \"%s\"\n", optional(r.from), r.to)
	}
	b.WriteString("</IfModule>\n")
	return b.String()
}

// apacheCompressed sends the compressed copies that lie beside the files. The types have
// to be said: the endings .br and .gz mean something else to a server that is not told.
const apacheCompressed = `<IfModule mod_rewrite.c>
<IfModule mod_headers.c>
RewriteEngine On
RewriteCond %{ENV:REDIRECT_STATUS} !^4
RewriteCond %{HTTP:Accept-Encoding} \bbr\b
RewriteCond %{REQUEST_FILENAME}.br -f
RewriteRule \.(html|xml|js|json|svg|txt|vtt)$ %{REQUEST_URI}.br [E=no-gzip:1,E=no-brotli:1,L]
RewriteCond %{ENV:REDIRECT_STATUS} !^4
RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
RewriteCond %{REQUEST_FILENAME}.gz -f
RewriteRule \.(html|xml|js|json|svg|txt|vtt)$ %{REQUEST_URI}.gz [E=no-gzip:1,E=no-brotli:1,L]
<FilesMatch "\.(html|xml|js|json|svg|txt|vtt)\.br$">
Header set Content-Encoding br
Header append Vary Accept-Encoding
</FilesMatch>
<FilesMatch "\.(html|xml|js|json|svg|txt|vtt)\.gz$">
Header set Content-Encoding gzip
Header append Vary Accept-Encoding
</FilesMatch>
<IfModule mod_mime.c>
RemoveLanguage .br
RemoveEncoding .gz
RemoveType .gz
</IfModule>
<FilesMatch "\.html\.(br|gz)$">
ForceType "text/html; charset=utf-8"
</FilesMatch>
<FilesMatch "\.xml\.(br|gz)$">
ForceType "application/xml; charset=utf-8"
</FilesMatch>
<FilesMatch "\.js\.(br|gz)$">
ForceType "text/javascript; charset=utf-8"
</FilesMatch>
<FilesMatch "\.json\.(br|gz)$">
ForceType "application/json"
</FilesMatch>
<FilesMatch "\.svg\.(br|gz)$">
ForceType "image/svg+xml"
</FilesMatch>
<FilesMatch "\.(txt|vtt)\.(br|gz)$">
ForceType "text/plain; charset=utf-8"
</FilesMatch>
<FilesMatch "\.vtt\.(br|gz)$">
ForceType "text/vtt; charset=utf-8"
</FilesMatch>
</IfModule>
</IfModule>
`

// optional is an expression for a path with and without its last slash.
func optional(path string) string {
	if short := strings.TrimSuffix(path, "/"); short != path {
		return regexp.QuoteMeta(short) + "(/|/index\\.html)?"
	}
	return regexp.QuoteMeta(path)
}

func (g gone) expression() string {
	if g.folder {
		return "^" + regexp.QuoteMeta(strings.TrimSuffix(g.path, "/")) + "(/.*)?$"
	}
	return "^" + optional(g.path) + "$"
}

// headersFile is _headers. Each file gets the headers of all the blocks that fit, so a
// cache rule first takes away the one of all files.
func headersFile(w *writer) string {
	var b strings.Builder
	b.WriteString(notice)
	fmt.Fprintf(&b, "%s/*\n", w.base)
	for _, h := range w.Headers {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
	}
	fmt.Fprintf(&b, "  Cache-Control: %s\n", w.Default)
	for _, c := range slices.Backward(w.Cache) {
		if c.Glob != "" {
			fmt.Fprintf(&b, "%s%s\n  ! Cache-Control\n  Cache-Control: %s\n", w.base, c.Glob, c.Value)
		}
	}
	return b.String()
}

// redirectsFile is _redirects. The exclamation mark makes the rule win over the page
// in the tree that stands in for it elsewhere.
func redirectsFile(w *writer) string {
	var b strings.Builder
	b.WriteString(notice)
	fmt.Fprintf(&b, "%s/_hosting/* %s/404.html 404!\n", w.base, w.base)
	for _, g := range w.gone {
		fmt.Fprintf(&b, "%s %s/410.html 410!\n", g.path, w.base)
		if g.folder {
			fmt.Fprintf(&b, "%s* %s/410.html 410!\n", g.path, w.base)
		}
	}
	for _, r := range w.redirects {
		fmt.Fprintf(&b, "%s %s 301!\n", r.from, r.to)
	}
	return b.String()
}

// nginx is a file for /etc/nginx/conf.d.
func nginx(w *writer) string {
	var b strings.Builder
	b.WriteString(notice)
	b.WriteString("# Copy to /etc/nginx/conf.d/, set server_name and root, and add TLS.\n\n")
	b.WriteString("map $request_uri $proximite_cache {\n")
	fmt.Fprintf(&b, "\tdefault \"%s\";\n", w.Default)
	for _, c := range w.Cache {
		pattern := w.pattern(c)
		if short, ok := strings.CutSuffix(pattern, "$"); ok {
			pattern = short + `(\?.*)?$`
		}
		fmt.Fprintf(&b, "\t\"~%s\" \"%s\";\n", pattern, c.Value)
	}
	b.WriteString("}\n\nmap $uri $proximite_moved {\n\tdefault \"\";\n")
	for _, r := range w.redirects {
		for _, path := range bothForms(r.from) {
			fmt.Fprintf(&b, "\t\"%s\" \"%s\";\n", path, r.to)
		}
	}
	b.WriteString("}\n\nmap $uri $proximite_gone {\n\tdefault \"\";\n")
	for _, g := range w.gone {
		fmt.Fprintf(&b, "\t\"~%s\" 1;\n", g.expression())
	}
	b.WriteString("}\n\nserver {\n\tlisten 80;\n\tserver_name _;\n\troot /srv/proximite;\n\tindex index.html;\n\tcharset utf-8;\n")
	b.WriteString("\tabsolute_redirect off;\n\tserver_tokens off;\n\tgzip_static on;\n\t# No address of a reader is kept.\n\taccess_log off;\n\n")
	for _, h := range w.Headers {
		fmt.Fprintf(&b, "\tadd_header %s \"%s\" always;\n", h.Name, h.Value)
	}
	b.WriteString("\tadd_header Cache-Control $proximite_cache always;\n\n")
	b.WriteString("\tif ($proximite_gone) {\n\t\treturn 410;\n\t}\n\tif ($proximite_moved) {\n\t\treturn 301 $proximite_moved;\n\t}\n")
	fmt.Fprintf(&b, "\terror_page 410 @gone;\n\terror_page 404 %s/404.html;\n", w.base)
	fmt.Fprintf(&b, "\tlocation @gone {\n\t\ttry_files ${uri}index.html $uri/index.html %s/410.html =410;\n\t}\n", w.base)
	for _, l := range []string{"fr", "en"} {
		fmt.Fprintf(&b, "\tlocation %s/%s/ {\n\t\terror_page 404 %s/%s/404.html;\n\t\terror_page 410 @gone;\n\t}\n", w.base, l, w.base, l)
	}
	if w.base != "" {
		fmt.Fprintf(&b, "\t# The files stand below %s/ of root.\n", w.base)
	}
	b.WriteString("\tlocation ~ /(\\.htaccess|_headers|_redirects|_hosting/) {\n\t\treturn 404;\n\t}\n}\n")
	return b.String()
}

// caddy is a Caddyfile. Expressions stand between backquotes: what is between double
// quotes there has escapes of its own.
func caddy(w *writer) string {
	var b strings.Builder
	b.WriteString(notice)
	b.WriteString("# Set the address of the site and root.\n:80 {\n\troot * /srv/proximite\n\tencode gzip\n\n\troute {\n")
	w.caddyHeaders(&b)
	for i, c := range slices.Backward(w.Cache) {
		fmt.Fprintf(&b, "\t\t@cache%d path_regexp `%s`\n\t\theader @cache%d Cache-Control \"%s\"\n", i, w.pattern(c), i, c.Value)
	}
	for i, g := range w.gone {
		fmt.Fprintf(&b, "\t\t@gone%d path_regexp `%s`\n\t\terror @gone%d 410\n", i, g.expression(), i)
	}
	for _, r := range w.redirects {
		for _, path := range bothForms(r.from) {
			fmt.Fprintf(&b, "\t\tredir %s %s 301\n", path, r.to)
		}
	}
	fmt.Fprintf(&b, "\t\t@private path %s/.htaccess %s/_headers %s/_redirects %s/_hosting/*\n\t\terror @private 404\n\t\tfile_server {\n\t\t\tprecompressed br gzip\n\t\t}\n\t}\n\n", w.base, w.base, w.base, w.base)
	b.WriteString("\thandle_errors {\n")
	w.caddyHeaders(&b)
	fmt.Fprintf(&b, "\t\t@withdrawn expression {err.status_code} == 410\n\t\thandle @withdrawn {\n\t\t\ttry_files {path}index.html {path}/index.html %s/410.html\n\t\t\tfile_server\n\t\t}\n", w.base)
	for _, l := range []string{"fr", "en"} {
		fmt.Fprintf(&b, "\t\thandle %s/%s/* {\n\t\t\trewrite * %s/%s/404.html\n\t\t\tfile_server\n\t\t}\n", w.base, l, w.base, l)
	}
	fmt.Fprintf(&b, "\t\thandle {\n\t\t\trewrite * %s/404.html\n\t\t\tfile_server\n\t\t}\n\t}\n}\n", w.base)
	return b.String()
}

func (w *writer) caddyHeaders(b *strings.Builder) {
	b.WriteString("\t\theader {\n")
	for _, h := range w.Headers {
		fmt.Fprintf(b, "\t\t\t%s \"%s\"\n", h.Name, h.Value)
	}
	fmt.Fprintf(b, "\t\t\tCache-Control \"%s\"\n\t\t}\n\t\theader -Server\n", w.Default)
}
