package fakeslack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Limits of a response_url, from the page on handling user interaction.
const (
	urlUses = 5
	urlLife = 30 * time.Minute
)

// responseURL is the right to say something about an interaction.
type responseURL struct {
	channel *Channel
	user    *User
	origin  *message // the message that was pressed; nil for a command
	thread  string
	at      time.Time
	uses    int
}

func (s *Server) newResponseURL(kind string, r *responseURL) string {
	r.at = time.Now()
	path := fmt.Sprintf("/%s/%s/%d/%016x", kind, r.channel.Team.ID, s.counter, s.rand.Uint64())
	s.urls[path] = r
	return "http://" + s.addr + path
}

func (s *Server) serveResponseURL(w http.ResponseWriter, r *http.Request) {
	at := time.Now()
	raw, err := io.ReadAll(io.LimitReader(r.Body, 4<<20))
	if err != nil {
		return
	}
	defer s.began()()
	s.mu.Lock()
	var in map[string]json.RawMessage
	bad := json.Unmarshal(raw, &in) != nil
	a := args(in)
	f, faulty := s.nextFault("response_url")
	if faulty && !f.after && f.waits() {
		s.mu.Unlock()
		f.wait(r.Context())
		s.mu.Lock()
	}
	c := &call{Server: s, name: "response_url", args: a}
	var answer object
	u := s.urls[r.URL.Path]
	switch {
	case faulty && f.code != "":
		answer = fail(f.code)
	case faulty && !f.after && !f.waits():
		answer = fail("fault")
	case u == nil:
		answer = fail("invalid_url")
	case bad:
		answer = fail("invalid_payload")
	case u.uses >= urlUses:
		answer = fail("used_url")
	case time.Since(u.at) > urlLife:
		answer = fail("expired_url")
	default:
		u.uses++
		answer = s.respond(c, u)
	}
	record := Call{Method: c.name, At: at, Args: a.flat(), Fault: faulty}
	record.Error, _ = answer["error"].(string)
	s.calls = append(s.calls, record)
	s.changed()
	s.mu.Unlock()
	if !faulty || !f.spoil(w, answer) {
		if record.Error != "" {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = io.WriteString(w, cmp.Or(record.Error, "ok"))
	}
	s.send(c.out...)
}

// respond does what a post to a response_url, or the payload of a command's acknowledgement, asks for. It works also
// where the bot is not a member. The lock is held.
func (s *Server) respond(c *call, u *responseURL) object {
	c.team = u.channel.Team
	if c.args.flag("delete_original", false) {
		if u.origin == nil || u.channel.byTS[u.origin.ts] != u.origin {
			return fail("message_not_found")
		}
		before := u.origin.json()
		u.channel.remove(u.origin)
		if u.origin.only == "" {
			c.out = append(c.out, s.deletedEvent(u.origin, before)...)
		}
		return object{}
	}
	b, refused := s.readBody(c.name, c.args)
	if refused != nil {
		return refused
	}
	if b.text == "" && len(b.blocks) == 0 {
		return fail("no_text")
	}
	if c.args.flag("replace_original", false) && u.origin != nil {
		m := u.origin
		if u.channel.byTS[m.ts] != m {
			return fail("message_not_found")
		}
		before := m.json()
		m.text, m.blocks, m.how, m.edited = b.text, b.blocks, b.how, s.ts()
		if m.only == "" {
			c.out = append(c.out, s.changedEvent(m, before)...)
		}
		s.changed()
		return object{}
	}
	m := b.message(c.team)
	kind := c.args.str("response_type")
	if kind != "" && kind != "in_channel" && kind != "ephemeral" {
		s.violate(c.name, "response_type", "want in_channel or ephemeral")
	}
	if kind != "in_channel" {
		m.only = u.user.ID
	}
	var code string
	if m.thread, code = c.thread(u.channel); code != "" {
		return fail(code)
	}
	if m.thread == "" && m.only != "" {
		m.thread = u.thread
	}
	u.channel.add(m)
	if m.only == "" {
		c.out = append(c.out, s.said(m)...)
	}
	return object{}
}
