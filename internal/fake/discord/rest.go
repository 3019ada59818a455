package fakediscord

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// call is one request being worked on.
type call struct {
	s      *Server
	method string
	segs   []string // of the path
	query  url.Values
	body   []byte
	object map[string]any // the body, when it is an object
}

// trimVersion takes "/api" and the version off a path; either may be missing.
func trimVersion(path string) string {
	path = strings.TrimPrefix(path, "/api")
	for _, v := range []string{"/v9", "/v10"} {
		if rest, ok := strings.CutPrefix(path, v); ok && strings.HasPrefix(rest, "/") {
			return rest
		}
	}
	return path
}

func (s *Server) serveREST(w http.ResponseWriter, r *http.Request) {
	path := trimVersion(r.URL.Path)
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return // the client went away
	}
	c := &call{s: s, method: r.Method, segs: strings.Split(strings.Trim(path, "/"), "/"), query: r.URL.Query(), body: body}
	fault, early := s.takeFault(r.Method, path)
	record := Request{Method: r.Method, Path: path, Query: r.URL.RawQuery, Body: body, At: time.Now(), Early: early}
	s.pause(r.Context(), fault.Delay)
	if fault.CutBefore {
		s.note(record, 0)
		cutOff(w)
		return
	}
	if fault.Status != 0 {
		s.note(record, fault.Status)
		fault.write(w)
		return
	}
	authorization := r.Header.Get("Authorization")
	s.mu.Lock()
	status, out := 0, any(nil)
	limited := s.limit(w.Header(), c)
	switch {
	case limited != nil:
		status, out = 429, limited
	case c.needsToken() && !s.rightBotToken(authorization):
		status, out = 401, &apiError{Message: "401: Unauthorized", status: 401}
	default:
		status, out = c.run()
	}
	// Encoding under the lock keeps what is told as it stands now.
	var reply []byte
	if out != nil {
		reply = mustJSON(out)
	}
	s.noteLocked(record, status)
	s.mu.Unlock()
	s.pause(r.Context(), fault.DelayAfter)
	if fault.CutAfter {
		cutOff(w)
		return
	}
	if reply == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if fault.CutMiddle {
		w.Header().Set("Content-Length", strconv.Itoa(len(reply)))
		w.WriteHeader(status)
		w.Write(reply[:len(reply)/2])
		cutOff(w)
		return
	}
	w.WriteHeader(status)
	w.Write(reply)
}

// cutOff ends the connection in the middle of an answer.
func cutOff(w http.ResponseWriter) {
	h, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	c, _, err := h.Hijack()
	if err != nil {
		return
	}
	if tcp, ok := c.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	c.Close()
}

func (s *Server) rightBotToken(h string) bool { return h == "Bot "+s.token }

// needsToken: interactions and webhooks carry their token in the path.
func (c *call) needsToken() bool {
	first := c.segs[0]
	return first != "interactions" && first != "webhooks" && !(first == "gateway" && len(c.segs) == 1)
}

// seg is a piece of the path; empty when the path is shorter.
func (c *call) seg(n int) string {
	if n < len(c.segs) {
		return c.segs[n]
	}
	return ""
}

// is compares the request with a pattern such as "GET channels/*/messages".
func (c *call) is(method, pattern string) bool {
	if c.method != method {
		return false
	}
	n := 0
	for piece := range strings.SplitSeq(pattern, "/") {
		if n >= len(c.segs) || (piece != "*" && piece != c.segs[n]) {
			return false
		}
		n++
	}
	return n == len(c.segs)
}

// run answers a request. The caller holds the server's lock.
func (c *call) run() (int, any) {
	if len(c.body) > 0 && c.body[0] == '{' {
		if json.Unmarshal(c.body, &c.object) != nil {
			return refuse(400, 50109, "The request body contains invalid JSON.")
		}
	}
	switch c.segs[0] {
	case "channels":
		return c.channels()
	case "interactions":
		return c.callback()
	case "webhooks":
		return c.webhooks()
	case "users":
		return c.usersMe()
	case "guilds":
		return c.guilds()
	case "applications", "oauth2":
		return c.applications()
	case "gateway":
		return c.gateway()
	}
	return notFound()
}

func notFound() (int, any) { return refuse(404, 0, "404: Not Found") }

func (c *call) gateway() (int, any) {
	w := dict{"url": c.s.gatewayURL()}
	if c.is("GET", "gateway/bot") {
		w["shards"] = 1
		w["session_start_limit"] = dict{"total": 1000, "remaining": max(c.s.gate.budget, 0), "reset_after": 86400000, "max_concurrency": 1}
		return 200, w
	}
	if c.is("GET", "gateway") {
		return 200, w
	}
	return notFound()
}

// atoi is a number in a query, or what stands for its absence.
func atoi(text string, absent int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return absent
	}
	return n
}
