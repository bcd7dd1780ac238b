package hosting

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestServersAnswer starts each kind of server that this computer has, with the file
// written for it, and asks. A server that is missing is skipped aloud; where CI is set,
// all must be there.
func TestServersAnswer(t *testing.T) {
	for _, s := range []struct {
		program string
		start   func(t *testing.T, program, root string, port int) *exec.Cmd
	}{{"nginx", startNginx}, {"caddy", startCaddy}, {"apache2", startApache}} {
		t.Run(s.program, func(t *testing.T) {
			program, err := exec.LookPath(s.program)
			if err != nil {
				if os.Getenv("CI") != "" {
					t.Fatalf("%s is not installed; .ci/run installs it", s.program)
				}
				t.Skipf("SKIPPED: no %s on this computer; the answers of a real server were not tested", s.program)
			}
			for _, base := range []string{"/", "/a/b/"} {
				root := servedTree(t, base)
				address := run(t, s.start, program, root, base)
				askAll(t, address+strings.TrimSuffix(base, "/"))
			}
		})
	}
}

// servedTree is what a build would leave, below the path of the site.
func servedTree(t *testing.T, base string) string {
	t.Helper()
	root := t.TempDir()
	os.Chmod(root, 0o755) // the server may be another user
	site := filepath.Join(root, filepath.FromSlash(base))
	for name, text := range map[string]string{
		"index.html": "chooser", "fr/recits/neuf/index.html": "the new page", "fr/recits/neuf/index.html.br": "brotli copy", "fr/recits/neuf/index.html.gz": "gzip copy", "fr/neuf.txt": "the new file", "fr/seul/index.html": "a page beside",
		"fr/recits/vieux/index.html": "refresh", "fr/recits/retire/index.html": "tombstone of a day", "id/k4m9t2/index.html": "tombstone of a day",
		"410.html": "tombstone of no day", "404.html": "not found in any language", "fr/404.html": "introuvable", "sw.js": "worker", "js/search.0123456789abcdef.js": "script",
	} {
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, a := sample()
	a.Base = base
	if err := Write(site, c, a); err != nil {
		t.Fatal(err)
	}
	return root
}

// run starts a server and waits until it answers.
func run(t *testing.T, start func(*testing.T, string, string, int) *exec.Cmd, program, root, base string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	t.Setenv("PROXIMITE_BASE", base)
	cmd := start(t, program, root, port)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	cmd.WaitDelay = 5 * time.Second // children may hold the output
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// Asked to end, a server ends its children; killed, it does not.
		cmd.Process.Signal(syscall.SIGTERM)
		stop := time.AfterFunc(10*time.Second, func() { cmd.Process.Kill() })
		cmd.Wait()
		stop.Stop()
	})
	address := fmt.Sprintf("http://127.0.0.1:%d", port)
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if r, err := http.Get(address + "/"); err == nil {
			r.Body.Close()
			return address
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer: %s", program, output.String())
		}
	}
}

func config(t *testing.T, root, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(os.Getenv("PROXIMITE_BASE")), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func put(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func startNginx(t *testing.T, program, root string, port int) *exec.Cmd {
	text := strings.NewReplacer("listen 80;", fmt.Sprintf("listen 127.0.0.1:%d;", port), "root /srv/proximite;", "root "+root+";").Replace(config(t, root, "_hosting/nginx.conf"))
	work := t.TempDir()
	file := put(t, "nginx.conf", fmt.Sprintf("daemon off;\nmaster_process off;\npid %[1]s/pid;\nerror_log stderr;\nevents {}\nhttp {\ntypes { text/html html; text/javascript js; text/plain txt; }\n"+
		"client_body_temp_path %[1]s/b;\nproxy_temp_path %[1]s/p;\nfastcgi_temp_path %[1]s/f;\nuwsgi_temp_path %[1]s/u;\nscgi_temp_path %[1]s/s;\n%[2]s}\n", work, text))
	return exec.Command(program, "-e", "stderr", "-c", file)
}

func startCaddy(t *testing.T, program, root string, port int) *exec.Cmd {
	text := strings.NewReplacer(":80 {", fmt.Sprintf("http://127.0.0.1:%d {", port), "root * /srv/proximite", "root * "+root).Replace(config(t, root, "_hosting/Caddyfile"))
	cmd := exec.Command(program, "run", "--adapter", "caddyfile", "--config", put(t, "Caddyfile", "{\n\tadmin off\n}\n"+text))
	home := t.TempDir()
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home, "XDG_CONFIG_HOME="+home)
	return cmd
}

func startApache(t *testing.T, program, root string, port int) *exec.Cmd {
	const modules = "/usr/lib/apache2/modules"
	work := t.TempDir()
	os.Chmod(work, 0o755)
	var b strings.Builder
	for _, m := range []string{"mpm_event", "authz_core", "mime", "dir", "alias", "headers", "rewrite"} {
		fmt.Fprintf(&b, "LoadModule %s_module %s/mod_%s.so\n", m, modules, m)
	}
	fmt.Fprintf(&b, "ServerName localhost\nListen 127.0.0.1:%d\nPidFile %s/pid\nErrorLog /dev/stderr\nDocumentRoot %s\nTypesConfig /dev/null\nAddType text/html .html\nDirectoryIndex index.html\n"+
		"<Directory %s>\nAllowOverride All\nRequire all granted\n</Directory>\n<FilesMatch \"^\\.ht\">\nRequire all denied\n</FilesMatch>\n", port, work, root, root)
	if os.Geteuid() == 0 {
		b.WriteString("User www-data\nGroup www-data\n")
		for dir := root; dir != "/" && dir != "/tmp"; dir = filepath.Dir(dir) {
			os.Chmod(dir, 0o755) // test folders are private; the server is another user
		}
	}
	return exec.Command(program, "-d", work, "-f", put(t, "httpd.conf", b.String()), "-DFOREGROUND")
}

// askAll asks what a reader's browser may ask.
func askAll(t *testing.T, site string) {
	t.Helper()
	for _, c := range []struct {
		path, body, location, cache string
		status                      int
	}{
		{"/fr/recits/neuf/", "the new page", "", "public, max-age=300, must-revalidate", 200},
		{"/sw.js", "worker", "", "no-cache", 200},
		{"/js/search.0123456789abcdef.js", "script", "", "public, max-age=31536000, immutable", 200},
		{"/fr/recits/vieux/", "", "/fr/recits/neuf/", "", 301},
		{"/fr/recits/vieux", "", "/fr/recits/neuf/", "", 301},
		{"/fr/vieux.txt", "", "/fr/neuf.txt", "", 301},
		{"/fr/recits/retire/", "tombstone of", "", "public, max-age=300, must-revalidate", 410},
		{"/fr/recits/retire", "tombstone of", "", "", 410},
		{"/fr/recits/retire/index.html", "tombstone of", "", "", 410},
		{"/fr/recits/retire/texte.fr.txt", "tombstone of", "", "", 410},
		{"/fr/recits/retire/photo_hu_0123.webp", "tombstone of", "", "", 410},
		{"/id/k4m9t2/", "tombstone of", "", "", 410},
		{"/fr/seul.txt", "tombstone of", "", "", 410},
		{"/fr/seul/", "a page beside", "", "", 200},
		{"/fr/rien/", "introuvable", "", "", 404},
		{"/rien/", "not found in any language", "", "", 404},
	} {
		status, header, body := ask(t, site+c.path)
		if status != c.status || !strings.Contains(body, c.body) {
			t.Errorf("%s: %d %q, want %d %q", c.path, status, body, c.status, c.body)
		}
		if location := header.Get("Location"); c.location != "" && !strings.HasSuffix(location, c.location) {
			t.Errorf("%s leads to %q, want %s", c.path, location, c.location)
		}
		if got := header.Values("Cache-Control"); c.cache != "" && strings.Join(got, " and ") != c.cache {
			t.Errorf("%s: Cache-Control %q, want %q", c.path, got, c.cache)
		}
		for _, h := range []Header{{"Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'"}, {"X-Content-Type-Options", "nosniff"}} {
			if got := header.Values(h.Name); len(got) != 1 || got[0] != h.Value {
				t.Errorf("%s: %s %q", c.path, h.Name, got)
			}
		}
	}
	for _, private := range []string{"/.htaccess", "/_hosting/nginx.conf", "/_headers", "/_redirects"} {
		if status, _, _ := ask(t, site+private); status != 404 && status != 403 {
			t.Errorf("%s is served: %d", private, status)
		}
	}
	askCompressed(t, site+"/fr/recits/neuf/")
}

// askCompressed asks for the compressed copies that lie beside a page.
func askCompressed(t *testing.T, address string) {
	t.Helper()
	for _, accepted := range []string{"br, gzip", "gzip", "identity"} {
		request, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", accepted)
		r, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		encoding := r.Header.Get("Content-Encoding")
		want := map[string]string{"br": "brotli copy", "gzip": "gzip copy", "": "the new page"}[encoding]
		if err != nil || string(body) != want || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			t.Errorf("%s for %q: %q %q %q", address, accepted, encoding, r.Header.Get("Content-Type"), body)
		}
		if accepted == "br, gzip" && encoding == "" || accepted == "gzip" && encoding != "gzip" || accepted == "identity" && encoding != "" {
			t.Errorf("%s for %q comes as %q", address, accepted, encoding)
		}
	}
}

func ask(t *testing.T, address string) (int, http.Header, string) {
	t.Helper()
	client := http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{DisableCompression: true},
	}
	defer client.CloseIdleConnections()
	r, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, r.Header, string(body)
}
