package importing

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// to is a transport that finds every host at a test server.
func to(s *httptest.Server) *http.Transport {
	t := s.Client().Transport.(*http.Transport).Clone()
	t.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, s.Listener.Addr().String())
	}
	t.TLSClientConfig.ServerName = "example.com" // whom the test's certificate names
	t.DisableKeepAlives = true
	return t
}

// TestFetch fetches a page and reads it, in the encoding that its server names.
func TestFetch(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got := r.UserAgent(); !strings.HasPrefix(got, "backtalk-import/") {
			t.Errorf("got the user agent %q", got)
		}
		w.Header().Set("Content-Type", "text/html; charset=windows-1252")
		_, _ = w.Write([]byte("<title>Caf\xe9 | Site</title><h2>Wo?</h2><p>Im Caf\xe9 \x93hier\x94. <a href=\"https://clinic.example/faq#a\">Up</a> <a href=\"https://clinic.example/map\">map</a></p>"))
	}))
	defer s.Close()
	a, err := Read(t.Context(), NewWeb(to(s)), "https://clinic.example/faq#top")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(a.Markdown()), "---\ntitle: \"Café\"\n---\n\n## Wo?\n\nIm Café “hier”. Up map\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(a.Links) != 1 || a.Links[0].Address != "https://clinic.example/map" {
		t.Errorf("got the links %v", a.Links)
	}
}

// TestFetchFaults: what is not fetched says why, and what to do.
func TestFetchFaults(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/faq?x=1", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
	})
	mux.HandleFunc("/pdf", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "application/pdf") })
	mux.HandleFunc("/none", func(w http.ResponseWriter, _ *http.Request) { w.Header()["Content-Type"] = nil })
	mux.HandleFunc("/big", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(strings.Repeat("a ", maxPage/2+1)))
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewTLSServer(mux)
	defer s.Close()
	web := NewWeb(to(s))
	tests := []struct{ address, want string }{
		{"http://clinic.example/faq", "only https addresses are fetched; try https://clinic.example/faq"},
		{"https:///faq", "is no address of a page"},
		{"https://me:secret@clinic.example/", "https://clinic.example/: the address holds a name or a password"},
		{"https://clinic.example/moved", "the page points to https://clinic.example/faq?x=1; when that is the page that you mean, give that address"},
		{"https://clinic.example/away", "points to http://169.254.169.254/latest"},
		{"https://clinic.example/lost", "the server answers 404 Not Found"},
		{"https://clinic.example/pdf", `is no web page, but "application/pdf"; download the file`},
		{"https://clinic.example/none", `is no web page, but ""`},
		{"https://clinic.example/big", "is larger than 5 MB"},
	}
	for _, tt := range tests {
		_, err := Read(t.Context(), web, tt.address)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.address, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the password stands in %q", tt.address, err)
		}
	}
	hasty := NewWeb(to(s))
	hasty.client.Timeout = 1
	if _, err := Read(t.Context(), hasty, "https://clinic.example/slow"); err == nil || !strings.Contains(err.Error(), "takes too long") {
		t.Errorf("got %v, want that it takes too long", err)
	}
}

// TestPrivate: no name and no number leads to this machine or a network of its own.
func TestPrivate(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a private address was asked") }))
	defer s.Close()
	through := Public()
	through.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		_, _, err := NewWeb(through).fetch(t.Context(), "https://"+host+":"+port+"/")
		if err == nil || !strings.Contains(err.Error(), "leads into a private network or to this machine") && !strings.Contains(err.Error(), "lookup localhost") {
			t.Errorf("%s: got %v, want a refusal", host, err)
		}
	}
	for _, a := range []string{
		"10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001::1",
	} {
		if isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as public", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"} {
		if !isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s does not count as public", a)
		}
	}
}
