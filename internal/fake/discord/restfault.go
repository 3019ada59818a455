package fakediscord

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RESTFault is how matching requests go wrong. Without a Status the request is worked on as usual.
type RESTFault struct {
	Method string // empty for any
	Path   string // a piece of the path, such as "/messages"; empty for any
	Skip   int    // matching requests that go well before
	Times  int    // matching requests that go wrong; 0 for all until the fault is removed

	Status     int           // answer this, without working on the request: 429, 500, 502, 503, 504
	Body       string        // answer with this JSON instead of Discord's plain one; not for a 429
	HTML       bool          // answer with Cloudflare's page instead of JSON
	RetryAfter time.Duration // of a 429
	Global     bool          // of a 429: as documented, with X-RateLimit-Global and no X-RateLimit-Reset-After
	Delay      time.Duration // before the request is worked on
	DelayAfter time.Duration // after it was worked on, before the answer
	CutBefore  bool          // the connection breaks and nothing was done
	CutAfter   bool          // the connection breaks although the request was worked on
	CutMiddle  bool          // the same, in the middle of the answer's body

	until time.Time // the end of the wait that its last 429 asked for
}

// Fail adds a fault. Faults are tried in the order in which they were added. It returns what removes it again.
func (s *Server) Fail(f RESTFault) (remove func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := &f
	if mine.Times == 0 {
		mine.Times = -1
	}
	s.rest = append(s.rest, mine)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.rest = slices.DeleteFunc(s.rest, func(x *RESTFault) bool { return x == mine })
	}
}

// HealREST removes every fault.
func (s *Server) HealREST() { s.mu.Lock(); s.rest = nil; s.mu.Unlock() }

// takeFault is the fault that this request meets; the zero one when it meets none. Early tells whether it should have
// waited.
func (s *Server) takeFault(method, path string) (fault RESTFault, early bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	early = slices.ContainsFunc(s.rest, func(f *RESTFault) bool { return now.Before(f.until) && (f.Global || f.meets(method, path)) })
	for _, f := range s.rest {
		if f.Times == 0 || !f.meets(method, path) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times > 0 {
			f.Times--
		}
		if f.Status == http.StatusTooManyRequests {
			f.until = now.Add(f.RetryAfter)
		}
		s.counts.Faulty++
		s.touch()
		return *f, early
	}
	return RESTFault{}, early
}

// meets tells whether a request is one of those that can go wrong.
func (f *RESTFault) meets(method, path string) bool {
	return (f.Method == "" || f.Method == method) && strings.Contains(path, f.Path)
}

const cloudflarePage = `<!DOCTYPE html><html><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head>` +
	`<body><h1>Error 1015</h1><p>You are being rate limited</p></body></html>`

func (f RESTFault) write(w http.ResponseWriter) {
	h := w.Header()
	if f.Status == http.StatusTooManyRequests && f.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(int(f.RetryAfter/time.Second)+1))
	}
	if f.HTML {
		h.Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(f.Status)
		w.Write([]byte(cloudflarePage))
		return
	}
	h.Set("Content-Type", "application/json")
	if f.Status != http.StatusTooManyRequests {
		w.WriteHeader(f.Status)
		if f.Body != "" {
			w.Write([]byte(f.Body))
			return
		}
		w.Write(mustJSON(&apiError{Message: strconv.Itoa(f.Status) + ": " + http.StatusText(f.Status)}))
		return
	}
	if f.Global {
		h.Set("X-RateLimit-Global", "true")
		h.Set("X-RateLimit-Scope", "global")
	} else {
		h.Set("X-RateLimit-Limit", "5")
		h.Set("X-RateLimit-Remaining", "0")
		h.Set("X-RateLimit-Reset-After", seconds(f.RetryAfter))
		h.Set("X-RateLimit-Scope", "user")
	}
	w.WriteHeader(f.Status)
	w.Write(mustJSON(tooMany{Message: "You are being rate limited.", RetryAfter: f.RetryAfter.Seconds(), Global: f.Global}))
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }
