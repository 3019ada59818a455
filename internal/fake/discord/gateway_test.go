package fakediscord_test

import (
	"errors"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	fakediscord "backtalk/internal/fake/discord"
)

// hear counts the texts of the messages that the session hears.
func hear(d *discordgo.Session) <-chan string {
	c := make(chan string, 100)
	d.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author == nil {
			c <- "no author"
			return
		}
		c <- m.Content
	})
	return c
}

func next(t *testing.T, c <-chan string) string {
	t.Helper()
	select {
	case text := <-c:
		return text
	case <-time.After(10 * time.Second):
		t.Fatal("heard nothing")
		return ""
	}
}

func TestResumeReplaysWhatWasMissed(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	d.ShouldReconnectOnError = true
	heard := hear(d)
	open(t, d)
	settled(t, s, 1)
	s.CloseGateway(4000)
	s.WaitConnected(0, soon)
	s.Say(s.room, s.ann, s.Bot().Mention()+" missed")
	if got, want := next(t, heard), s.Bot().Mention()+" missed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	settled(t, s, 2)
	if got := s.Counts(); got.Identifies != 1 || got.Resumes != 1 {
		t.Errorf("got %+v, want one IDENTIFY and one RESUME", got)
	}
}

func TestInvalidSession(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	heard := hear(d)
	open(t, d)
	s.InvalidateSessions(false)
	if !s.Until(soon, func() bool { return s.Counts().Identifies == 2 && s.Connected() == 1 }) {
		t.Fatalf("got %+v, want a second IDENTIFY", s.Counts())
	}
	s.Say(s.DM(s.ann), s.ann, "hello")
	if got := next(t, heard); got != "hello" {
		t.Errorf("got %q, want hello", got)
	}
}

func TestReconnectRequest(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	d.ShouldReconnectOnError = true
	heard := hear(d)
	open(t, d)
	settled(t, s, 1)
	s.SendReconnect()
	if !s.Until(10*time.Second, func() bool { return s.Counts().Resumes == 1 && s.Connected() == 1 }) {
		t.Fatalf("got %+v, want a RESUME", s.Counts())
	}
	settled(t, s, 2)
	s.Say(s.DM(s.ann), s.ann, "hello")
	next(t, heard)
}

// settled waits for the first heartbeat of the nth connection. The library's heartbeat starts by writing, and when the
// session was closed in between it reconnects for ever.
func settled(t *testing.T, s place, n int) {
	t.Helper()
	if !s.Until(10*time.Second, func() bool { return s.Counts().Heartbeats >= n }) {
		t.Fatalf("got %+v, want %d heartbeats", s.Counts(), n)
	}
}

// raw is a gateway connection without the library.
func raw(t *testing.T, s *fakediscord.Server) *websocket.Conn {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+s.URL()[len("http"):]+"/gw/?v=9&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	return ws
}

type packet struct {
	Op int    `json:"op"`
	S  int64  `json:"s"`
	T  string `json:"t"`
	D  any    `json:"d"`
}

func read(t *testing.T, ws *websocket.Conn) packet {
	t.Helper()
	ws.SetReadDeadline(time.Now().Add(soon))
	var p packet
	if err := ws.ReadJSON(&p); err != nil {
		t.Fatal(err)
	}
	return p
}

func identify(t *testing.T, ws *websocket.Conn) {
	t.Helper()
	if p := read(t, ws); p.Op != 10 {
		t.Fatalf("got op %d, want HELLO", p.Op)
	}
	ws.WriteJSON(packet{Op: 2, D: map[string]any{"token": fakediscord.Token, "intents": 4609, "properties": map[string]string{}}})
	if p := read(t, ws); p.T != "READY" {
		t.Fatalf("got %s, want READY", p.T)
	}
	if p := read(t, ws); p.T != "GUILD_CREATE" {
		t.Fatalf("got %s, want GUILD_CREATE", p.T)
	}
}

func TestCloseCodes(t *testing.T) {
	t.Parallel()
	for _, code := range []int{1000, 1001, 4000, 4001, 4002, 4003, 4004, 4005, 4007, 4008, 4009, 4010, 4011, 4012, 4013, 4014} {
		s := world(t)
		ws := raw(t, s.Server)
		identify(t, ws)
		s.CloseGateway(code)
		_, _, err := ws.ReadMessage()
		var e *websocket.CloseError
		if !errors.As(err, &e) || e.Code != code {
			t.Errorf("got %v, want %d", err, code)
		}
		s.Close()
	}
}

func TestClientFaultsAreClosed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		send any
		want int
	}{
		{"unknown op", packet{Op: 99}, 4001},
		{"not JSON", "x", 4002},
		{"too long", packet{Op: 3, D: string(make([]byte, 5000))}, 4002},
		{"second IDENTIFY", packet{Op: 2, D: map[string]any{"token": fakediscord.Token, "intents": 1}}, 4005},
	} {
		s := world(t)
		ws := raw(t, s.Server)
		identify(t, ws)
		ws.WriteJSON(tt.send)
		_, _, err := ws.ReadMessage()
		if e, ok := err.(*websocket.CloseError); !ok || e.Code != tt.want {
			t.Errorf("%s: got %v, want %d", tt.name, err, tt.want)
		}
	}
}

func TestGatewayMisbehaves(t *testing.T) {
	t.Parallel()
	s := world(t)
	ws := raw(t, s.Server)
	identify(t, ws)
	beat := func() { ws.WriteJSON(packet{Op: 1, D: 1}) }
	beat()
	if p := read(t, ws); p.Op != 11 {
		t.Errorf("got op %d, want an ACK", p.Op)
	}
	s.StopAcks(true)
	beat()
	s.Until(soon, func() bool { return s.Counts().Heartbeats == 2 })
	s.DuplicateEvents(1)
	dm := s.DM(s.ann)
	s.Say(dm, s.ann, "a")
	one, two := read(t, ws), read(t, ws)
	if one.T != "MESSAGE_CREATE" || two.T != "MESSAGE_CREATE" || two.S != one.S+1 {
		t.Errorf("got %v and %v, want the event twice", one, two)
	}
	s.ReorderEvents(2)
	s.Say(dm, s.ann, "first")
	s.Say(dm, s.ann, "second")
	if got := read(t, ws).D.(map[string]any)["content"]; got != "second" {
		t.Errorf("got %q, want the second event first", got)
	}
	read(t, ws)
	s.Silence(true)
	s.Say(dm, s.ann, "held")
	s.Silence(false)
	if got := read(t, ws).D.(map[string]any)["content"]; got != "held" {
		t.Errorf("got %q, want what was held back", got)
	}
	s.SendOversized(1 << 20)
	if p := read(t, ws); p.T != "OVERSIZED" {
		t.Errorf("got %s, want the oversized event", p.T)
	}
	s.SendMalformed()
	if _, b, err := ws.ReadMessage(); err != nil || string(b) != `{"op":0,"s":` {
		t.Errorf("got %s, %v, want half a frame", b, err)
	}
	s.Cut()
	if _, _, err := ws.ReadMessage(); err == nil || websocket.IsCloseError(err, 1000, 1001) {
		t.Errorf("got %v, want a broken connection", err)
	}
	s.RefuseGateway(503)
	if _, resp, err := websocket.DefaultDialer.Dial("ws"+s.URL()[len("http"):]+"/gw", nil); err == nil || resp.StatusCode != 503 {
		t.Errorf("got %v, want 503", err)
	}
	s.RefuseGateway(0)
	s.ReconnectAfterHello(1)
	ws = raw(t, s.Server)
	read(t, ws)
	if p := read(t, ws); p.Op != 7 {
		t.Errorf("got op %d, want 7", p.Op)
	}
}

func TestOddMessages(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	heard := hear(d)
	open(t, d)
	dm := s.DM(s.ann)
	// A component that the library does not know makes it call the handler with nothing in the message.
	s.Say(dm, s.ann, "new", fakediscord.WithComponents(`[{"type": 20}]`))
	if got := next(t, heard); got != "no author" {
		t.Errorf("got %q, want a message without an author", got)
	}
	s.Say(dm, s.ann, "nobody", fakediscord.WithoutAuthor())
	if got := next(t, heard); got != "no author" {
		t.Errorf("got %q, want a message without an author", got)
	}
	s.Say(dm, s.ann, "quiet", fakediscord.Unannounced())
	s.Say(dm, s.ann, "twice", fakediscord.Twice())
	if one, two := next(t, heard), next(t, heard); one != "twice" || two != "twice" {
		t.Errorf("got %q and %q, want it twice", one, two)
	}
}

func TestForumPost(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	created := make(chan *discordgo.ThreadCreate, 1)
	d.AddHandler(func(_ *discordgo.Session, c *discordgo.ThreadCreate) { created <- c })
	heard := hear(d)
	open(t, d)
	forum := s.AddForum(s.guild, "questions")
	thread, m := s.Post(forum, s.ann, "Sore back?", "since monday")
	select {
	case c := <-created:
		if !c.NewlyCreated || c.Name != "Sore back?" || c.ParentID != forum.ID || c.ID != thread.ID {
			t.Errorf("got %+v, want the new post", c)
		}
	case <-time.After(soon):
		t.Fatal("got no THREAD_CREATE")
	}
	if got := next(t, heard); got != "" || m.ID != thread.ID {
		t.Errorf("got text %q, want none without the intent", got)
	}
}

func TestChaosHeals(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	d.LogLevel = -1
	open(t, d)
	faults := make(chan string, 1000)
	c := s.StartChaos(1, fakediscord.Chaos{Every: 20 * time.Millisecond, Log: func(f string) { faults <- f }})
	for range 20 {
		<-faults
	}
	if n := c.Stop(); n < 19 {
		t.Errorf("got %d faults, want 20", n)
	}
	if status, _, _ := do(t, s.Server, "GET", "/users/@me", ""); status != 200 {
		t.Errorf("got %d, want all healed", status)
	}
}
