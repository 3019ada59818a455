package fakeslack_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"

	fakeslack "backtalk/internal/fake/slack"
)

// quick are waits for tests that want to see what happens after them.
func quick() fakeslack.Option {
	return fakeslack.WithTiming(fakeslack.Timing{Ack: 150 * time.Millisecond, Retries: []time.Duration{0, 20 * time.Millisecond, 20 * time.Millisecond},
		Grace: 100 * time.Millisecond})
}

// dial opens a WebSocket by hand and reads the greeting.
func dial(t *testing.T, s *fakeslack.Server) *websocket.Conn {
	t.Helper()
	api := slack.New(s.Team().BotToken(), slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.AppToken()), slack.OptionHTTPClient(oneShot()))
	_, url, err := api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	_ = ws.SetReadDeadline(time.Now().Add(limit))
	return ws
}

func oneShot() *http.Client {
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
}

// frame is what the server sends.
type frame struct {
	Type          string          `json:"type"`
	Reason        string          `json:"reason"`
	Connections   int             `json:"num_connections"`
	EnvelopeID    string          `json:"envelope_id"`
	Payload       json.RawMessage `json:"payload"`
	RetryAttempt  int             `json:"retry_attempt"`
	RetryReason   string          `json:"retry_reason"`
	AcceptPayload bool            `json:"accepts_response_payload"`
	DebugInfo     struct {
		Seconds int `json:"approximate_connection_time"`
	} `json:"debug_info"`
}

func read(t *testing.T, ws *websocket.Conn) frame {
	t.Helper()
	var f frame
	if err := ws.ReadJSON(&f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestHello(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	for n := 1; n <= 10; n++ {
		if f := read(t, dial(t, s)); f.Type != "hello" || f.Connections != n || f.DebugInfo.Seconds == 0 {
			t.Fatalf("got %+v, want the greeting of connection %d", f, n)
		}
	}
	if f := read(t, dial(t, s)); f.Type != "disconnect" || f.Reason != "too_many_websockets" {
		t.Errorf("got %+v for the eleventh, want too_many_websockets", f)
	}
	if got := s.Connections(); got != 10 {
		t.Errorf("got %d connections, want 10", got)
	}
}

func TestTicketIsGoodOnce(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	api := slack.New("", slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.AppToken()), slack.OptionHTTPClient(oneShot()))
	_, url, err := api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	if _, resp, err := websocket.DefaultDialer.Dial(url, nil); err == nil || resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("got %v, want a used ticket refused", err)
	}
}

func TestRetries(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t, quick())
	ws := dial(t, s)
	read(t, ws)
	s.Subscribe("message.channels")
	said := ann.Say(general, "hello")
	ids := map[string]bool{}
	for attempt := range 4 {
		f := read(t, ws)
		var p struct {
			EventID string `json:"event_id"`
		}
		if err := json.Unmarshal(f.Payload, &p); err != nil {
			t.Fatal(err)
		}
		if f.RetryAttempt != attempt || p.EventID != said.Deliveries[0].EventID || ids[f.EnvelopeID] || (f.RetryReason == "timeout") != (attempt > 0) {
			t.Errorf("got %+v, want attempt %d of the same event in a new envelope", f, attempt)
		}
		ids[f.EnvelopeID] = true
	}
	if _, err := said.Deliveries[0].Wait(limit); err == nil {
		t.Error("got no error, want the event given up")
	}
}

func TestInteractionsAreNotRetried(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t, quick())
	ws := dial(t, s)
	read(t, ws)
	c := ann.Command(general, "/faq", "x")
	if f := read(t, ws); f.Type != "slash_commands" || !f.AcceptPayload {
		t.Errorf("got %+v", f)
	}
	if _, err := c.Wait(limit); err == nil || c.Delivery.Tries() != 1 {
		t.Errorf("got %v after %d tries, want it lost after one", err, c.Delivery.Tries())
	}
}

func TestLateAckCountsForNothing(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t, quick())
	ws := dial(t, s)
	read(t, ws)
	c := ann.Command(general, "/faq", "x")
	f := read(t, ws)
	if _, err := c.Wait(limit); err == nil {
		t.Fatal("got no error, want the command failed")
	}
	if err := ws.WriteJSON(map[string]any{"envelope_id": f.EnvelopeID, "payload": map[string]any{"text": "late"}}); err != nil {
		t.Fatal(err)
	}
	if !s.Wait(limit, func() bool { return len(s.Acks()) == 1 }) || !s.Acks()[0].Late {
		t.Errorf("got acks %+v, want a late one", s.Acks())
	}
	if got := general.Messages(ann); len(got) != 0 {
		t.Errorf("got %d messages, want none", len(got))
	}
}

func TestDisconnects(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"warning", "refresh_requested", "link_disabled", "too_many_websockets"} {
		t.Run(reason, func(t *testing.T) {
			s, _, _ := clinic(t, quick())
			ws := dial(t, s)
			read(t, ws)
			s.Disconnect(reason)
			if f := read(t, ws); f.Type != "disconnect" || f.Reason != reason {
				t.Errorf("got %+v, want %s", f, reason)
			}
			if reason == "warning" {
				if f := read(t, ws); f.Reason != "refresh_requested" {
					t.Errorf("got %+v, want refresh_requested after the warning", f)
				}
			}
			if _, _, err := ws.ReadMessage(); err == nil {
				t.Error("got a message, want the end of the connection")
			}
			if !s.Wait(limit, func() bool { return s.Connections() == 0 }) {
				t.Error("the connection still counts")
			}
		})
	}
}

func TestRefreshKeepsBotGoing(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	start(t, s, nil)
	s.Disconnect("refresh_requested")
	if !s.Wait(limit, func() bool { return s.Connected() >= 2 && s.Connections() == 1 }) {
		t.Fatalf("got %d connections", s.Connections())
	}
	said := ann.Say(general, "@backtalk still there?")
	general.AwaitReplies(t, said.TS, 1)
}

func TestCutKeepsBotGoing(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	start(t, s, nil)
	s.Cut()
	if !s.Wait(limit, func() bool { return s.Connected() >= 2 && s.Connections() == 1 }) {
		t.Fatalf("got %d connections", s.Connections())
	}
	said := ann.Say(general, "@backtalk still there?")
	general.AwaitReplies(t, said.TS, 1)
}

// TestStorm shows that a greeting and a disconnect at once make slack-go's client storm, so that a guard can be tried.
func TestStorm(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	start(t, s, nil)
	s.Storm("too_many_websockets")
	s.Disconnect("refresh_requested")
	if !s.Wait(limit, func() bool { return len(s.Opens()) > 20 }) {
		t.Errorf("got %d opens, want a storm", len(s.Opens()))
	}
	s.Storm("")
}

func TestLargeAck(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	ws := dial(t, s)
	read(t, ws)
	if err := ws.WriteMessage(websocket.TextMessage, []byte(`{"x":"`+strings.Repeat("x", 20480)+`"}`)); err != nil {
		t.Fatal(err)
	}
	_, _, err := ws.ReadMessage()
	if c, ok := errors.AsType[*websocket.CloseError](err); !ok || c.Code != websocket.CloseMessageTooBig || !strings.Contains(c.Text, "20480") {
		t.Errorf("got %v, want close 1009", err)
	}
	if got := s.ForgetViolations(); len(got) != 1 {
		t.Errorf("got %v, want one violation", got)
	}
}

func TestAckFaults(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t, fakeslack.WithTiming(fakeslack.Timing{Ack: 300 * time.Millisecond, Retries: slices.Repeat([]time.Duration{20 * time.Millisecond}, 50)}))
	b := start(t, s, nil)
	s.LoseAcks(2)
	said := ann.Say(general, "@backtalk lost")
	if err := said.Wait(limit); err != nil {
		t.Fatal(err)
	}
	tries := 0
	for _, d := range said.Deliveries {
		tries += d.Tries()
	}
	if tries < 3 { // the two lost may be of one event, or one of the bot's own answer; others may be late
		t.Errorf("got %d tries, want more than two", tries)
	}
	general.AwaitReplies(t, said.TS, 1)
	s.Double(-1)
	before := len(b.all())
	s.Subscribe("message.channels")
	ann.Say(general, "twice")
	if !s.Wait(limit, func() bool { return len(b.all()) >= before+2 }) {
		t.Errorf("got %d events, want two more than %d", len(b.all()), before)
	}
}

func (b *bot) all() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.inner...)
}

func TestPings(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t, fakeslack.WithTiming(fakeslack.Timing{Ping: 20 * time.Millisecond}))
	ws := dial(t, s)
	pings := make(chan bool, 100)
	ws.SetPingHandler(func(string) error { pings <- true; return nil })
	go func() { _, _, _ = ws.ReadMessage(); _, _, _ = ws.ReadMessage() }()
	for range 3 {
		select {
		case <-pings:
		case <-time.After(limit):
			t.Fatal("no ping")
		}
	}
	_ = ws.Close()
}

func TestOpenErrors(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	open := func(token string) string {
		api := slack.New("", slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(token), slack.OptionHTTPClient(oneShot()))
		_, _, err := api.StartSocketModeContext(t.Context())
		if err == nil {
			return ""
		}
		return err.Error()
	}
	if got := open(s.Team().BotToken()); got != "not_allowed_token_type" {
		t.Errorf("got %q for the bot token", got)
	}
	if got := open("xapp-wrong"); got != "invalid_auth" {
		t.Errorf("got %q for a wrong token", got)
	}
	s.RefuseOpens("internal_error")
	if got := open(s.AppToken()); got != "internal_error" {
		t.Errorf("got %q, want what the test wanted", got)
	}
	s.RefuseOpens("")
	s.SetAppTokenScopes()
	if got := open(s.AppToken()); got != "missing_scope" {
		t.Errorf("got %q without the scope", got)
	}
	s.SetAppTokenScopes("connections:write")
	s.SetSocketMode(false)
	if got := open(s.AppToken()); got == "" {
		t.Error("got a connection with Socket Mode off")
	}
}

func TestDebugModeIsFound(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	api := slack.New("", slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.AppToken()), slack.OptionHTTPClient(oneShot()))
	_, url, err := api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := websocket.DefaultDialer.Dial(url+"&debug_reconnects=true", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	if f := read(t, ws); f.DebugInfo.Seconds != 360 || len(s.ForgetViolations()) != 1 {
		t.Errorf("got %+v and no violation, want 360 s and one", f)
	}
}
