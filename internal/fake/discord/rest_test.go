package fakediscord_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	fakediscord "backtalk/internal/fake/discord"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	type in struct {
		place
		d     *discordgo.Session
		asked *fakediscord.Message
	}
	post := func(in in, channel string) error {
		_, err := in.d.ChannelMessageSend(channel, "hello")
		return err
	}
	for _, tt := range []struct {
		name string
		do   func(in) error
		want int
	}{
		{"no such channel", func(in in) error { return post(in, "1") }, 10003},
		{"a deleted channel", func(in in) error { in.DeleteChannel(in.room); return post(in, in.room.ID) }, 10003},
		{"a hidden channel", func(in in) error {
			in.Deny(in.room, in.Bot(), fakediscord.ViewChannel)
			return post(in, in.room.ID)
		}, 50001},
		{"no right to send", func(in in) error {
			in.Deny(in.room, in.Everyone(in.guild), fakediscord.SendMessages)
			return post(in, in.room.ID)
		}, 50013},
		{"reply without history", func(in in) error {
			in.Deny(in.room, in.Bot(), fakediscord.ReadHistory)
			_, err := in.d.ChannelMessageSendReply(in.room.ID, "x", &discordgo.MessageReference{MessageID: in.asked.ID})
			return err
		}, 160002},
		{"thread without the right", func(in in) error {
			in.Deny(in.room, in.Bot(), fakediscord.SendInThreads)
			return post(in, in.StartThread(in.asked, in.ann, "about").ID)
		}, 50013},
		{"somebody else's message", func(in in) error {
			_, err := in.d.ChannelMessageEdit(in.room.ID, in.asked.ID, "x")
			return err
		}, 50005},
		{"deleting it", func(in in) error { return in.d.ChannelMessageDelete(in.room.ID, in.asked.ID) }, 50013},
		{"deleting what is gone", func(in in) error { return in.d.ChannelMessageDelete(in.room.ID, "1") }, 10008},
		{"a stranger's direct messages", func(in in) error { return post(in, in.DM(in.AddUser("zoe")).ID) }, 50007},
		{"forum", func(in in) error { return post(in, in.AddForum(in.guild, "help").ID) }, 50008},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			wantCode(t, tt.do(in{s, session(t, s.Server), s.Say(s.room, s.ann, "hello")}), tt.want)
		})
	}
}

func TestReplyToADeletedQuestion(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	asked := s.Say(s.room, s.ann, "hello")
	s.DeleteMessage(asked)
	ref := &discordgo.MessageReference{MessageID: asked.ID, ChannelID: s.room.ID}
	_, err := d.ChannelMessageSendComplex(s.room.ID, &discordgo.MessageSend{Content: "x", Reference: ref})
	wantCode(t, err, 50035)
	no := false
	ref.FailIfNotExists = &no
	if m, err := d.ChannelMessageSendComplex(s.room.ID, &discordgo.MessageSend{Content: "x", Reference: ref}); err != nil || m.MessageReference != nil {
		t.Errorf("got %v, %v, want a plain message", m, err)
	}
}

// do sends a request without the library.
func do(t *testing.T, s *fakediscord.Server, method, path, body string) (int, http.Header, []byte) {
	t.Helper()
	r, err := http.NewRequest(method, s.API()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+fakediscord.Token)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(r)
	if err != nil {
		return 0, nil, nil
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, b
}

func TestNonceSendsOnce(t *testing.T) {
	t.Parallel()
	s := world(t)
	const body = `{"content":"x","nonce":"n1","enforce_nonce":true,"allowed_mentions":{"parse":[]}}`
	s.Fail(fakediscord.RESTFault{CutAfter: true, Times: 1})
	if status, _, _ := do(t, s.Server, "POST", "/v10/channels/"+s.room.ID+"/messages", body); status != 0 {
		t.Errorf("got status %d, want a broken connection", status)
	}
	s.Fail(fakediscord.RESTFault{CutMiddle: true, Times: 1})
	if _, _, b := do(t, s.Server, "POST", "/v9/channels/"+s.room.ID+"/messages", body); json.Valid(b) {
		t.Errorf("got %s, want half an answer", b)
	}
	_, _, one := do(t, s.Server, "POST", "/v9/channels/"+s.room.ID+"/messages", body)
	_, _, two := do(t, s.Server, "POST", "/channels/"+s.room.ID+"/messages", body)
	if got := len(s.Messages(s.room)); got != 1 {
		t.Errorf("got %d messages, want 1", got)
	}
	if !bytes.Equal(one, two) {
		t.Errorf("got %s, want %s", two, one)
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	s := world(t)
	var all []string
	for range 10 {
		all = append(all, s.Say(s.room, s.ann, s.Bot().Mention()+" hi").ID)
	}
	d := session(t, s.Server)
	for _, tt := range []struct {
		name          string
		limit         int
		before, after string
		from, to      int // of all, newest first in the answer
	}{
		{"newest", 3, "", "", 7, 10},
		{"after", 3, "", all[1], 2, 5},
		{"before", 2, all[5], "", 3, 5},
		{"after an id that was never sent", 100, "", fakediscord.Snowflake(time.Now().Add(-time.Hour)), 0, 10},
	} {
		list, err := d.ChannelMessages(s.room.ID, tt.limit, tt.before, tt.after, "")
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, m := range list {
			got = append(got, m.ID)
		}
		for i := tt.to - 1; i >= tt.from; i-- {
			want = append(want, all[i])
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: got %v, want %v", tt.name, got, want)
		}
	}
}

func TestTooManyRequests(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	s.Fail(fakediscord.RESTFault{Path: "/messages", Status: 429, RetryAfter: 50 * time.Millisecond, Times: 1})
	if _, err := d.ChannelMessageSend(s.room.ID, "x"); err != nil {
		t.Errorf("after 429: %v", err)
	}
	remove := s.Fail(fakediscord.RESTFault{Path: "/messages", Status: 429, RetryAfter: time.Hour, Times: 1})
	for range 3 {
		do(t, s.Server, "GET", "/v9/channels/"+s.room.ID+"/messages", "")
	}
	do(t, s.Server, "GET", "/v9/users/@me", "")
	var early []bool
	for _, r := range s.Requests("", "") {
		early = append(early, r.Early)
	}
	if got := early[len(early)-6:]; !slices.Equal(got, []bool{false, false, false, true, true, false}) {
		t.Errorf("got %v, want that the fourth and the fifth request of six did not wait", got)
	}
	remove()
	s.Fail(fakediscord.RESTFault{Status: 429, HTML: true, Times: 1})
	if _, err := d.ChannelMessageSend(s.room.ID, "x"); err == nil {
		t.Error("a 429 without JSON gave no error")
	}
	s.SetBucket(2, time.Minute)
	status := 0
	var h http.Header
	for range 3 {
		status, h, _ = do(t, s.Server, "GET", "/v9/channels/"+s.room.ID+"/messages", "")
	}
	if status != 429 || h.Get("X-RateLimit-Remaining") != "0" || h.Get("Retry-After") == "" {
		t.Errorf("got status %d and headers %v, want 429", status, h)
	}
	if status, _, _ := do(t, s.Server, "GET", "/v9/channels/"+s.AddChannel(s.guild, "b").ID+"/messages", ""); status != 200 {
		t.Errorf("another channel: got %d, want 200", status)
	}
	s.SetGlobalLimit(1)
	do(t, s.Server, "GET", "/v9/users/@me", "")
	status, h, b := do(t, s.Server, "GET", "/v9/users/@me", "")
	var body struct{ Global bool }
	json.Unmarshal(b, &body)
	if status != 429 || !body.Global || h.Get("X-RateLimit-Reset-After") != "" {
		t.Errorf("got %d %s %v, want a global 429", status, b, h)
	}
}

func TestReadingRoutes(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	if u, err := d.User("@me"); err != nil || u.ID != s.Bot().ID {
		t.Errorf("users/@me: %v", err)
	}
	if g, err := d.Guild(s.guild.ID); err != nil || g.Name != "Clinic" || len(g.Roles) != 2 {
		t.Errorf("guild: %v", err)
	}
	if m, err := d.GuildMember(s.guild.ID, s.ann.ID); err != nil || m.User.ID != s.ann.ID {
		t.Errorf("member: %v", err)
	}
	if a, err := d.Application("@me"); err != nil || a.ID != s.AppID() {
		t.Errorf("application: %v", err)
	}
	if g, err := d.UserGuilds(10, "", "", false); err != nil || len(g) != 1 {
		t.Errorf("guilds: %v", err)
	}
	if b, err := d.GatewayBot(); err != nil || b.SessionStartLimit.MaxConcurrency != 1 {
		t.Errorf("gateway/bot: %v", err)
	}
	if c, err := d.UserChannelCreate(s.ann.ID); err != nil || c.ID != s.DM(s.ann).ID {
		t.Errorf("direct channel: %v", err)
	}
	d.Token = "Bot no"
	_, err := d.User("@me")
	wantCode(t, err, 0)
}
