package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// Web fetches pages: one at a time, over https, from public addresses alone.
type Web struct{ client *http.Client }

// agent says who asks.
const agent = "backtalk-import/1 (reads this one page for the person who runs it; no crawler)"

// NewWeb makes a Web that reaches pages through a transport; see [Public].
func NewWeb(through http.RoundTripper) *Web {
	const patience = 20 * time.Second // for all of it
	return &Web{&http.Client{
		Transport:     through,
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Public is a transport that connects to public addresses only, whatever a name leads to, and through no proxy, which
// would connect for it.
func Public() *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("connecting to %s: %w", address, err)
		}
		if !isPublic(at.Addr()) {
			return errPrivate
		}
		return nil
	}}
	return &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, DisableKeepAlives: true,
		MaxResponseHeaderBytes: 64 << 10, ForceAttemptHTTP2: true}
}

var errPrivate = errors.New("the address leads into a private network or to this machine; only public pages are fetched: save the page in your browser and import the file")

// isPublic tells whether an address belongs to the public internet.
func isPublic(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Zone() != "" {
		return false
	}
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", // IANA's special-purpose registry for IPv4
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
		"fec0::/10", // and for IPv6, with what carries IPv4 addresses in it
	} {
		if netip.MustParsePrefix(p).Contains(a) {
			return false
		}
	}
	return true
}

var userInfo = regexp.MustCompile(`//[^/?#]*@`) // of an address; a password in it may not be shown

// isAddress tells whether a source is an address and no file.
func isAddress(source string) bool {
	lower := strings.ToLower(source)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// fetch fetches one page, and what its server says of its kind.
func (w *Web) fetch(ctx context.Context, address string) (body []byte, contentType string, err error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Hostname() == "":
		return nil, "", errors.New("is no address of a page; copy it from the browser's address line")
	case u.Scheme != "https":
		return nil, "", fmt.Errorf("only https addresses are fetched; try https://%s, or save the page in your browser and import the file", strings.TrimPrefix(address[len(u.Scheme):], "://"))
	case u.User != nil:
		return nil, "", errors.New("the address holds a name or a password; leave them out, or save the page in your browser and import the file")
	}
	u.Fragment = ""
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", err
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml")
	resp, err := w.client.Do(req)
	if err != nil {
		return nil, "", plainError(err)
	}
	defer resp.Body.Close()
	body, err = read(resp)
	return body, resp.Header.Get("Content-Type"), err
}

// read reads an answer that is a page.
func read(resp *http.Response) ([]byte, error) {
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	isPage := err == nil && (kind == "text/html" || kind == "application/xhtml+xml")
	to, err := resp.Location()
	switch moved := resp.StatusCode >= 300 && resp.StatusCode < 400; {
	case moved && err != nil:
		return nil, fmt.Errorf("the server answers %s and does not say where the page is", clean(resp.Status))
	case moved:
		return nil, fmt.Errorf("the page points to %s; when that is the page that you mean, give that address", clean(to.String()))
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("the server answers %s; look whether the page opens in your browser, and save it there and import the file when it does", clean(resp.Status))
	case !isPage:
		return nil, fmt.Errorf("is no web page, but %q; download the file and import that", clean(resp.Header.Get("Content-Type")))
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxPage+1))
	if err != nil {
		return nil, fmt.Errorf("reading the page: %w", plainError(err))
	}
	if len(body) > maxPage {
		return nil, fmt.Errorf("is larger than %d MB; save the page in your browser and copy what is needed of it into a .txt file", maxPage>>20)
	}
	return body, nil
}

// plainError drops what a client's error repeats, and says a timeout in words.
func plainError(err error) error {
	if errors.Is(err, errPrivate) {
		return errPrivate
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return errors.New("the server takes too long; try again later, or save the page in your browser and import the file")
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	return err
}
