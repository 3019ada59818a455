package wire

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Fault is how matching requests go wrong. Its zero value lets all of them through. It has many fields since each is one
// way to go wrong, and a test names those that it wants.
type Fault struct {
	Method string // of the requests; empty for any
	Path   string // a piece of their path; empty for any
	Skip   int    // so many go well before
	Times  int    // so many go wrong; 0 for all until the fault is removed

	// Instead of being worked on, or with After set although it was worked on, a request is answered with a Status, and
	// with Body in place of the platform's plain words or with a page of HTML.
	Status     int
	Body       string
	HTML       bool
	After      bool
	RetryAfter time.Duration // of a 429
	Global     bool          // of a 429: over all routes

	Delay      time.Duration   // before it is worked on
	Held       <-chan struct{} // until this is closed, in place of Delay
	DelayAfter time.Duration   // after it was worked on, before the answer
	CutBefore  bool            // the connection breaks and nothing was done
	CutAfter   bool            // the connection breaks although it was worked on
	CutMiddle  bool            // the same, in the middle of the answer's body
	Garbage    bool            // it was worked on, and half of the answer comes as if it were all

	until time.Time // the end of the wait that its last 429 asked for
}

// Faults are the faults that a server has now. The zero value is ready.
type Faults struct {
	mu   sync.Mutex
	list []*Fault
}

// Add adds a fault. Faults are tried in the order in which they were added. It returns what removes it again.
func (l *Faults) Add(f Fault) (remove func()) {
	mine := &f
	if mine.Times == 0 {
		mine.Times = -1
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, mine)
	return func() { l.Remove(func(x *Fault) bool { return x == mine }) }
}

// Remove removes faults.
func (l *Faults) Remove(which func(*Fault) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = slices.DeleteFunc(l.list, which)
}

// Heal removes every fault.
func (l *Faults) Heal() { l.Remove(func(*Fault) bool { return true }) }

// Take takes the first fault that meets a request; ok is false when none does. Early tells whether the request should
// have waited longer after a fault's 429.
func (l *Faults) Take(meets func(*Fault) bool) (f Fault, ok, early bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	early = slices.ContainsFunc(l.list, func(f *Fault) bool { return now.Before(f.until) && (f.Global || meets(f)) })
	for _, f := range l.list {
		switch {
		case f.Times == 0 || !meets(f):
			continue
		case f.Skip > 0:
			f.Skip--
			continue
		case f.Times > 0:
			f.Times--
		}
		if f.Status == http.StatusTooManyRequests {
			f.until = now.Add(f.RetryAfter)
		}
		return *f, true, early
	}
	return Fault{}, false, early
}

// Meets tells whether a request is one of those that can go wrong.
func (f *Fault) Meets(method, path string) bool {
	return (f.Method == "" || f.Method == method) && strings.Contains(path, f.Path)
}

// Refusal writes the platform's own answer of a fault with a Status: what Status, RetryAfter and Global say in its form.
type Refusal func(w http.ResponseWriter, f Fault)

// Instead says whether the fault keeps a request from being worked on.
func (f Fault) Instead() bool { return f.CutBefore || f.Status != 0 && !f.After }

// Before plays what comes before a request is worked on; it says yes when that was all of it.
func (f Fault) Before(s *Server, w http.ResponseWriter, r *http.Request, refuse Refusal) (over bool) {
	if f.Held != nil {
		select {
		case <-f.Held:
		case <-r.Context().Done():
		case <-s.done:
		}
	}
	s.Pause(r.Context(), f.Delay)
	if f.CutBefore {
		cutOff(w)
	} else if f.Instead() {
		f.answer(w, refuse)
	}
	return f.Instead()
}

// Finish answers a request that was worked on, with what the fault leaves of the answer: write writes a good one.
func (f Fault) Finish(s *Server, w http.ResponseWriter, r *http.Request, refuse Refusal, status int, body []byte) {
	s.Pause(r.Context(), f.DelayAfter)
	switch {
	case f.CutAfter:
		cutOff(w)
		return
	case f.Status != 0 && f.After:
		f.answer(w, refuse)
		return
	}
	if body == nil {
		w.WriteHeader(status)
		return
	}
	h := w.Header()
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json; charset=utf-8")
	}
	half := body[:len(body)/2]
	switch {
	case f.CutMiddle:
		h.Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		_, _ = w.Write(half)
		cutOff(w)
	case f.Garbage:
		w.WriteHeader(status)
		_, _ = w.Write(half)
	default:
		h.Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		_, _ = w.Write(body)
		if f, ok := w.(http.Flusher); ok {
			f.Flush() // what the platform tells next must not overtake the answer
		}
	}
}

// page is what stands between a platform and its clients on a bad day.
const page = `<!DOCTYPE html><html><head><title>Access denied</title></head><body><h1>Error 1015</h1><p>We are doing some maintenance.</p></body></html>`

func (f Fault) answer(w http.ResponseWriter, refuse Refusal) {
	h := w.Header()
	if f.Status == http.StatusTooManyRequests && f.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(int((f.RetryAfter+time.Second-1)/time.Second)))
	}
	switch {
	case f.HTML:
		h.Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(f.Status)
		_, _ = w.Write([]byte(page))
	case f.Body != "":
		h.Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(f.Status)
		_, _ = w.Write([]byte(f.Body))
	default:
		refuse(w, f)
	}
}

// cutOff ends the connection of a request.
func cutOff(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			reset(conn)
		}
	}
}
