package fakeslack

import (
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
	return "http://" + s.Addr() + path
}

func (s *Server) serveResponseURL(w http.ResponseWriter, r *http.Request) {
	at := time.Now()
	raw, err := io.ReadAll(io.LimitReader(r.Body, 4<<20))
	if err != nil {
		return
	}
	defer s.began()()
	var in map[string]json.RawMessage
	bad := json.Unmarshal(raw, &in) != nil
	c := &call{Server: s, name: "response_url", args: in}
	s.serve(w, r, c, Call{Method: c.name, At: at, Args: c.args.flat()}, func() (int, object) {
		answer := s.useURL(c, r.URL.Path, bad)
		if answer["error"] != nil {
			return http.StatusNotFound, answer
		}
		return http.StatusOK, object{"ok": true}
	})
}

// useURL takes a post to a response_url, or says why it is not good. The lock is held.
func (s *Server) useURL(c *call, path string, bad bool) object {
	u := s.urls[path]
	switch {
	case u == nil:
		return fail("invalid_url")
	case bad:
		return fail("invalid_payload")
	case u.uses >= urlUses:
		return fail("used_url")
	case time.Since(u.at) > urlLife:
		return fail("expired_url")
	}
	u.uses++
	return s.respond(c, u)
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
		s.Changed()
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
