package fakeslack_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	fakeslack "backtalk/internal/fake/slack"
)

func client(s *fakeslack.Server) *slack.Client {
	return slack.New(s.Team().BotToken(), slack.OptionAPIURL(s.APIURL()), slack.OptionHTTPClient(oneShot()))
}

// code is Slack's code in an error, "" for none.
func code(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestPostErrors(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	team := s.Team()
	bob := team.AddOtherBot("otherbot")
	hidden := team.AddPrivateChannel("hidden", ann)
	open := team.AddChannel("open")
	old := team.AddChannel("old").AddBot()
	old.Archive()
	other := s.AddTeam("other").AddChannel("theirs").AddBot()
	api := client(s)
	post := func(channel string) string {
		_, _, err := api.PostMessage(channel, slack.MsgOptionText("hello", false))
		return code(err)
	}
	for _, c := range []struct{ name, channel, want string }{
		{"member", general.ID, ""}, {"person", ann.ID, ""}, {"bot", bob.ID, "cannot_dm_bot"}, {"nobody", "U0NOBODY0", "channel_not_found"},
		{"nowhere", "C0NOWHERE", "channel_not_found"}, {"hidden", hidden.ID, "channel_not_found"}, {"public", open.ID, ""},
		{"archived", old.ID, "is_archived"}, {"another team's", other.ID, "channel_not_found"},
	} {
		if got := post(c.channel); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	team.SetScopes("chat:write")
	if got := post(open.ID); got != "not_in_channel" {
		t.Errorf("got %q without chat:write.public", got)
	}
	ann.RefuseDMs("messages_tab_disabled")
	if got := post(ann.DM().ID); got != "messages_tab_disabled" {
		t.Errorf("got %q for a refused DM", got)
	}
	team.SetScopes("im:history")
	if got := post(general.ID); got != "missing_scope" {
		t.Errorf("got %q without chat:write", got)
	}
	team.SetAuthError("token_revoked")
	if got := post(general.ID); got != "token_revoked" {
		t.Errorf("got %q with a revoked token", got)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	call := func(method, header, form string) map[string]any {
		t.Helper()
		r, err := http.NewRequest("POST", s.APIURL()+method, strings.NewReader(form))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if header != "" {
			r.Header.Set("Authorization", "Bearer "+header)
		}
		resp, err := oneShot().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var out map[string]any
		if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
			t.Fatal(err)
		}
		out["scopes"] = resp.Header.Get("X-OAuth-Scopes")
		return out
	}
	bot, app := s.Team().BotToken(), s.AppToken()
	for _, c := range []struct{ method, header, form, want string }{
		{"auth.test", bot, "", ""}, {"auth.test", "", "token=" + bot, ""}, {"auth.test", "", "", "not_authed"},
		{"auth.test", "xoxb-wrong", "", "invalid_auth"}, {"auth.test", app, "", "not_allowed_token_type"},
		{"apps.connections.open", app, "", ""}, {"apps.connections.open", "", "token=" + app, "invalid_auth"},
		{"apps.connections.open", bot, "", "not_allowed_token_type"}, {"pillows.fluff", bot, "", "unknown_method"},
	} {
		got := call(c.method, c.header, c.form)
		if code, _ := got["error"].(string); code != c.want {
			t.Errorf("%s with %q and %q: got %q, want %q", c.method, c.header, c.form, code, c.want)
		}
	}
	if got := call("auth.test", bot, ""); !strings.Contains(got["scopes"].(string), "chat:write") {
		t.Errorf("got %v", got)
	}
	s.Team().SetScopes("chat:write")
	if got := call("users.info", bot, ""); got["needed"] != "users:read" || got["provided"] != "chat:write" {
		t.Errorf("got %v", got)
	}
}

func TestJSONBody(t *testing.T) {
	t.Parallel()
	s, general, _ := clinic(t)
	body := `{"channel":"` + general.ID + `","text":"hi","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*hi*"}}],"unfurl_links":false}`
	r, err := http.NewRequest("POST", s.APIURL()+"chat.postMessage", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("Authorization", "Bearer "+s.Team().BotToken())
	resp, err := oneShot().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	if got := general.Messages(nil); len(got) != 1 || got[0].Rendered() != "hi" || !strings.Contains(string(b), `"ok":true`) {
		t.Errorf("got %v, answer %s", got, b)
	}
}

func TestUpdateAndDelete(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	api := client(s)
	_, ts, err := api.PostMessage(general.ID, slack.MsgOptionText("one", false))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := api.UpdateMessage(general.ID, ts, slack.MsgOptionText("two", false)); err != nil {
		t.Fatal(err)
	}
	if m, _ := general.Message(ts); m.Text != "two" || !m.Edited {
		t.Errorf("got %+v", m)
	}
	said := ann.Say(general, "mine")
	if _, _, _, err := api.UpdateMessage(general.ID, said.TS, slack.MsgOptionText("x", false)); code(err) != "cant_update_message" {
		t.Errorf("got %v", err)
	}
	if _, _, err := api.DeleteMessage(general.ID, said.TS); code(err) != "cant_delete_message" {
		t.Errorf("got %v", err)
	}
	if _, _, err := api.DeleteMessage(general.ID, ts); err != nil {
		t.Fatal(err)
	}
	if _, _, err := api.DeleteMessage(general.ID, ts); code(err) != "message_not_found" {
		t.Errorf("got %v", err)
	}
}

func TestEphemeral(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	bob := s.Team().AddUser("bob")
	api := client(s)
	if _, err := api.PostEphemeral(general.ID, ann.ID, slack.MsgOptionText("for ann", false)); err != nil {
		t.Fatal(err)
	}
	if _, err := api.PostEphemeral(general.ID, bob.ID, slack.MsgOptionText("x", false)); code(err) != "user_not_in_channel" {
		t.Errorf("got %v", err)
	}
	general.AddUsers(bob)
	if a, b := general.Messages(ann), general.Messages(bob); len(a) != 1 || !a[0].Ephemeral || len(b) != 0 {
		t.Errorf("got %v for ann and %v for bob", a, b)
	}
}

func TestThreadsOfTheAPI(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	api := client(s)
	root := ann.Say(general, "root")
	for _, text := range []string{"one", "two", "three"} {
		if _, _, err := api.PostMessage(general.ID, slack.MsgOptionText(text, false), slack.MsgOptionTS(root.TS)); err != nil {
			t.Fatal(err)
		}
	}
	got, more, cursor, err := api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: general.ID, Timestamp: root.TS, Limit: 2})
	if err != nil || len(got) != 2 || !more || got[0].Text != "root" || got[0].ReplyCount != 3 {
		t.Fatalf("got %v %v %v", got, more, err)
	}
	got, more, _, err = api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: general.ID, Timestamp: root.TS, Cursor: cursor})
	if err != nil || more || len(got) < 2 || got[len(got)-1].Text != "three" {
		t.Errorf("got %v %v %v", got, more, err)
	}
	h, err := api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: general.ID})
	if err != nil || len(h.Messages) != 1 {
		t.Errorf("got %v %v", h, err)
	}
	if _, _, _, err := api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: general.ID, Timestamp: "1.1"}); code(err) != "thread_not_found" {
		t.Errorf("got %v", err)
	}
	// A reply to a message that is gone stands outside of any thread.
	lone := ann.Say(general, "soon gone")
	ann.Delete(lone)
	_, ts, err := api.PostMessage(general.ID, slack.MsgOptionText("late", false), slack.MsgOptionTS(lone.TS))
	if m, _ := general.Message(ts); err != nil || m.ThreadTS != "" {
		t.Errorf("got %+v %v", m, err)
	}
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	s, general, _ := clinic(t)
	s.LimitPosts(2)
	api := client(s)
	var got error
	for range 3 {
		_, _, got = api.PostMessage(general.ID, slack.MsgOptionText("x", false))
	}
	if rl, ok := got.(*slack.RateLimitedError); !ok || rl.RetryAfter != time.Second {
		t.Errorf("got %v, want a limit of a second", got)
	}
	patient := slack.New(s.Team().BotToken(), slack.OptionAPIURL(s.APIURL()), slack.OptionHTTPClient(oneShot()), slack.OptionRetry(3))
	if _, _, err := patient.PostMessage(general.ID, slack.MsgOptionText("x", false)); err != nil {
		t.Errorf("got %v, want it posted after a wait", err)
	}
}

func TestWebFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		fault  fakeslack.Fault
		stored int
	}{
		{"503", fakeslack.Status(503), 0}, {"page", fakeslack.HTML(), 0}, {"code", fakeslack.Refused("internal_error"), 0},
		{"429", fakeslack.RateLimited(7), 0}, {"cut before", fakeslack.CutBefore(), 0}, {"cut after", fakeslack.CutAfter(), 1},
		{"garbage", fakeslack.Garbage(), 1}, {"504 after", fakeslack.FailedAfter(504), 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, general, _ := clinic(t)
			s.Fail("chat.postMessage", 1, c.fault)
			api := client(s)
			if _, _, err := api.PostMessage(general.ID, slack.MsgOptionText("x", false)); err == nil {
				t.Error("got no error")
			}
			if got := len(general.Messages(nil)); got != c.stored {
				t.Errorf("got %d messages, want %d", got, c.stored)
			}
			if _, _, err := api.PostMessage(general.ID, slack.MsgOptionText("x", false)); err != nil {
				t.Errorf("got %v for the next call, want it to go well", err)
			}
		})
	}
	s, general, _ := clinic(t)
	s.Fail("", 1, fakeslack.Slow(time.Hour))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, _, err := client(s).PostMessageContext(ctx, general.ID, slack.MsgOptionText("x", false)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("slow: got %v, want no answer while somebody waits", err)
	}
}

func TestLookups(t *testing.T) {
	t.Parallel()
	s, _, ann := clinic(t)
	team := s.Team()
	staff := team.AddGroup("staff", ann)
	api := client(s)
	if u, err := api.GetUserInfo(ann.ID); err != nil || u.Name != "ann" {
		t.Errorf("got %v %v", u, err)
	}
	if ids, err := api.GetUserGroupMembers(staff.ID); err != nil || len(ids) != 1 || ids[0] != ann.ID {
		t.Errorf("got %v %v", ids, err)
	}
	if c, _, _, err := api.OpenConversation(&slack.OpenConversationParameters{Users: []string{ann.ID}, ReturnIM: true}); err != nil || c.ID != ann.DM().ID {
		t.Errorf("got %+v %v", c, err)
	}
}

func TestAgentSurface(t *testing.T) {
	t.Parallel()
	s, _, ann := clinic(t)
	api := client(s)
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: ann.DM().ID}
	p.AddPrompt("Sleep", "How should I sleep?")
	if err := api.SetAssistantThreadsSuggestedPrompts(p); err != nil {
		t.Fatal(err)
	}
	if got := ann.DM().Prompts(); len(got) != 1 || got[0].Title != "Sleep" {
		t.Errorf("got %v", got)
	}
	p.ThreadTS = ann.Tell("hello").TS
	if err := api.SetAssistantThreadsSuggestedPrompts(p); err != nil || len(s.ForgetViolations()) != 1 {
		t.Errorf("got %v, want a silent failure and a violation", err)
	}
}
