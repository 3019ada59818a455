package fakediscord

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// keepEvents is how many events a session keeps for a RESUME, resumeWithin for how long after the connection broke, and
// keepSessions how many broken ones there are at most.
// Discord states none; these are of the size that people report.
const (
	keepEvents   = 5000
	resumeWithin = 2 * time.Minute
	keepSessions = 3
)

// gateSettings is how the gateway behaves.
type gateSettings struct {
	heartbeat  time.Duration
	allowed    Intents // privileged intents ticked in the portal
	budget     int     // IDENTIFYs left
	refuse     int     // status that the WebSocket handshake gets; 0 for none
	noAcks     bool
	helloOp7   int // connections that still get op 7 right after HELLO
	helloClose []int
	onIdentify []int // what the next IDENTIFYs get instead: a close code, or 0 for op 9
	reorder    int
	held       []heldEvent
	duplicate  int
	mangle     int // events that still break off
}

// session is what RESUME takes up again.
type session struct {
	id       string
	intents  Intents
	seq      int64
	kept     []sequenced
	conn     *conn // nil while disconnected
	left     time.Time
	compress bool
}

type sequenced struct {
	seq   int64
	frame []byte
}

type heldEvent struct {
	session *session
	name    string
	body    []byte
}

type frame struct {
	Op int             `json:"op"`
	D  json.RawMessage `json:"d"`
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("fakediscord: encoding an event: %v", err)) // a fault in this package
	}
	return b
}

// deliver gives an event to a session, as the faults that are switched on allow. The caller holds the lock.
func (s *Server) deliver(x *session, name string, body []byte) {
	if s.gate.reorder > 0 {
		s.gate.reorder--
		s.gate.held = append(s.gate.held, heldEvent{x, name, body})
		if s.gate.reorder == 0 {
			s.releaseHeld()
		}
		return
	}
	if s.gate.mangle > 0 {
		s.gate.mangle--
		body = body[:len(body)/2]
	}
	x.send(name, body)
	if s.gate.duplicate > 0 {
		s.gate.duplicate--
		x.send(name, body)
	}
}

func (s *Server) releaseHeld() {
	held := s.gate.held
	s.gate.held, s.gate.reorder = nil, 0
	for i := len(held) - 1; i >= 0; i-- {
		held[i].session.send(held[i].name, held[i].body)
	}
}

// send numbers an event, keeps it and puts it on the wire.
func (x *session) send(name string, body []byte) {
	x.seq++
	b := make([]byte, 0, len(body)+len(name)+48)
	b = append(b, `{"op":0,"s":`...)
	b = strconv.AppendInt(b, x.seq, 10)
	b = append(b, `,"t":"`...)
	b = append(b, name...)
	b = append(b, `","d":`...)
	b = append(b, body...)
	b = append(b, '}')
	if len(x.kept) >= keepEvents {
		x.kept = append(x.kept[:0:0], x.kept[keepEvents/2:]...)
	}
	x.kept = append(x.kept, sequenced{x.seq, b})
	if x.conn != nil {
		x.conn.enqueue(b)
	}
}

// identify starts a session for a connection, or refuses. The caller holds the lock.
func (s *Server) identify(c *conn, d json.RawMessage) {
	var ask struct {
		Token    string   `json:"token"`
		Compress bool     `json:"compress"`
		Intents  *Intents `json:"intents"`
		Shard    []int    `json:"shard"`
	}
	s.counts.Identifies++
	s.touch()
	switch {
	case json.Unmarshal(d, &ask) != nil:
		c.closeWith(4002)
		return
	case c.session != nil:
		c.closeWith(4005)
		return
	case !s.rightToken(ask.Token) || s.gate.budget <= 0:
		c.closeWith(4004) // going over the budget resets the token
		return
	case ask.Intents == nil || *ask.Intents < 0 || *ask.Intents > everyIntent:
		c.closeWith(4013)
		return
	case *ask.Intents&privileged&^s.gate.allowed != 0:
		c.closeWith(4014)
		return
	}
	s.gate.budget--
	if next := s.gate.onIdentify; len(next) > 0 {
		s.gate.onIdentify = next[1:]
		if next[0] != 0 {
			c.closeWith(next[0])
		} else {
			c.enqueue([]byte(`{"op":9,"d":false}`))
		}
		return
	}
	x := &session{id: secret("session-"), intents: *ask.Intents, conn: c, compress: ask.Compress}
	c.session = x
	c.compress.Store(ask.Compress)
	s.forgetSessions()
	s.sessions[x.id] = x
	unavailable := []dict{}
	for _, g := range s.guilds {
		if g.joined {
			unavailable = append(unavailable, dict{"id": g.ID, "unavailable": true})
		}
	}
	shard := ask.Shard
	if len(shard) != 2 {
		shard = []int{0, 1}
	}
	bot := wireUser(s.bot)
	x.send("READY", mustJSON(dict{"v": 9, "user": bot, "guilds": unavailable, "session_id": x.id, "shard": shard,
		"resume_gateway_url": s.gatewayURL(), "application": dict{"id": s.appID, "flags": s.appFlags()}, "private_channels": []dict{}}))
	if x.intents&Guilds == 0 {
		return
	}
	for _, g := range s.guilds {
		if g.joined {
			x.send("GUILD_CREATE", mustJSON(s.wireGuild(g)))
		}
	}
}

// resume takes up a session where its connection broke, or refuses. The caller holds the lock.
func (s *Server) resume(c *conn, d json.RawMessage) {
	var ask struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	s.counts.Resumes++
	s.touch()
	if json.Unmarshal(d, &ask) != nil {
		c.closeWith(4002)
		return
	}
	if !s.rightToken(ask.Token) {
		c.closeWith(4004)
		return
	}
	s.forgetSessions()
	x := s.sessions[ask.Session]
	if x == nil {
		c.enqueue([]byte(`{"op":9,"d":false}`))
		return
	}
	if ask.Seq > x.seq {
		c.closeWith(4007)
		return
	}
	if x.conn != nil && x.conn != c {
		x.conn.cut()
	}
	x.conn, c.session = c, x
	c.compress.Store(x.compress)
	for _, k := range x.kept {
		if k.seq > ask.Seq {
			c.enqueue(k.frame)
		}
	}
	x.send("RESUMED", []byte(`{}`))
}

// forgetSessions drops the sessions that nobody came back to, and keeps the youngest few of the others.
func (s *Server) forgetSessions() {
	var left []*session
	for id, x := range s.sessions {
		switch {
		case x.conn != nil:
		case time.Since(x.left) > resumeWithin:
			delete(s.sessions, id)
		default:
			left = append(left, x)
		}
	}
	slices.SortFunc(left, func(a, b *session) int { return b.left.Compare(a.left) })
	for i := keepSessions; i < len(left); i++ {
		delete(s.sessions, left[i].id)
	}
}

func (s *Server) rightToken(token string) bool {
	return token == s.token || token == "Bot "+s.token
}

// appFlags says which privileged intents are ticked (Discord, resources/application, "Application Flags").
func (s *Server) appFlags() int {
	flags := 1 << 23 // has a global command badge
	for intent, flag := range map[Intents]int{GuildPresences: 1 << 13, GuildMembers: 1 << 15, MessageContent: 1 << 19} {
		if s.gate.allowed&intent != 0 {
			flags |= flag
		}
	}
	return flags
}
