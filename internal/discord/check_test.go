package discord

import (
	"context"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/courier"
	fakediscord "backtalk/internal/fake/discord"
)

// TestCheck: each thing that can be set up wrong is one sentence that says what to do.
func TestCheck(t *testing.T) {
	t.Parallel()
	s := fakediscord.New(t)
	g := s.AddGuild("Clinic")
	good, deaf, hidden, forum := s.AddChannel(g, "good"), s.AddChannel(g, "deaf"), s.AddChannel(g, "hidden"), s.AddForum(g, "forum")
	s.Deny(deaf, s.Everyone(g), fakediscord.SendMessages|fakediscord.ReadHistory)
	s.Deny(hidden, s.Everyone(g), fakediscord.ViewChannel)
	other := s.AddGuild("Other")
	elsewhere, mute, group := s.AddChannel(other, "elsewhere"), s.AddChannel(other, "mute"), s.AddCategory(g, "group")
	s.Deny(mute, s.Everyone(other), fakediscord.SendMessages)
	team := s.AddRole(g, "team", 0)
	const nowhere = "100000000000000001"
	tests := []struct {
		name  string
		token string
		space Space
		on    bool   // the message content intent
		want  string // part of the only finding that is not right; empty when all is right
	}{
		{"right", fakediscord.Token, Space{Forums: []string{forum.ID}, Staff: []string{team.ID}, StaffChannel: good.ID}, false, ""},
		{"right with texts", fakediscord.Token, Space{Listen: []string{good.ID}, Forums: []string{forum.ID}, ForumText: true}, true, ""},
		{"wrong token", "secret.token", Space{}, false, "BACKTALK_DISCORD_TOKEN"},
		{"intent", fakediscord.Token, Space{Listen: []string{good.ID}}, false, "Message Content Intent is off"},
		{"no role", fakediscord.Token, Space{Staff: []string{nowhere}}, false, "there is no role " + nowhere},
		{"no channel", fakediscord.Token, Space{StaffChannel: nowhere}, false, "there is no channel " + nowhere},
		{"deaf", fakediscord.Token, Space{StaffChannel: deaf.ID}, false, "the bot lacks Send Messages, Read Message History"},
		{"hidden", fakediscord.Token, Space{StaffChannel: hidden.ID}, false, "may not see the channel"},
		{"forum", fakediscord.Token, Space{StaffChannel: forum.ID}, false, "is not a text channel"},
		{"no forum", fakediscord.Token, Space{Forums: []string{good.ID}}, false, "is not a forum"},
		{"category", fakediscord.Token, Space{Listen: []string{group.ID}}, true, group.ID + " is a category"},
		{"staff elsewhere", fakediscord.Token, Space{StaffChannel: elsewhere.ID}, false, ""},
		{"staff elsewhere, mute", fakediscord.Token, Space{StaffChannel: mute.ID}, false, "in the channel " + mute.ID + " the bot lacks Send Messages"},
		{"elsewhere", fakediscord.Token, Space{Forums: []string{elsewhere.ID}}, false, "is in another server"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.on {
				s.AllowIntents(fakediscord.MessageContent)
			} else {
				s.ForbidIntents(fakediscord.MessageContent)
			}
			found := Check(context.Background(), Options{Token: tt.token, APIURL: s.API(), Spaces: map[string]Space{g.ID: tt.space}})
			checkFindings(t, found, tt.want)
		})
	}
	for name, o := range map[string]Options{
		"the bot is not in that server": {Token: fakediscord.Token, APIURL: s.API(), Spaces: map[string]Space{nowhere: {}}},
		"discord.try_in":                {Token: fakediscord.Token, APIURL: s.API(), TryGuild: nowhere},
		"discord.api_url":               {Token: fakediscord.Token, APIURL: "nonsense"},
		"is this machine online":        {Token: fakediscord.Token, APIURL: "http://127.0.0.1:1/api"},
	} {
		checkFindings(t, Check(context.Background(), o), name)
	}
	s.SetPermissions(s.Everyone(g), fakediscord.ViewChannel)
	checkFindings(t, Check(context.Background(), Options{Token: fakediscord.Token, APIURL: s.API(), Spaces: map[string]Space{g.ID: {}}}), "on the server as a whole")
	s.Allow(forum, s.Everyone(g), fakediscord.ViewChannel|fakediscord.SendInThreads|fakediscord.EmbedLinks|fakediscord.ReadHistory)
	found := Check(context.Background(), Options{Token: fakediscord.Token, APIURL: s.API(), Spaces: map[string]Space{g.ID: {Forums: []string{forum.ID}}}})
	checkFindings(t, found, "")
	if !slices.ContainsFunc(found, func(f courier.Finding) bool { return strings.Contains(f.Text, "on the server as a whole") }) {
		t.Errorf("got %+v, want a note of what is lacking on the server as a whole", found)
	}
}

func checkFindings(t *testing.T, found []courier.Finding, want string) {
	t.Helper()
	var wrong []string
	for _, f := range found {
		if f.Fault {
			wrong = append(wrong, f.Text)
		}
		if strings.Contains(f.Text, "secret") || strings.Contains(f.Text, fakediscord.Token) || strings.ContainsAny(f.Text, "\n") || !strings.HasSuffix(f.Text, ".") && !f.Fault {
			t.Errorf("%q is no sentence for people", f.Text)
		}
	}
	switch {
	case len(found) == 0:
		t.Error("nothing was found")
	case want == "" && len(wrong) > 0:
		t.Errorf("got %q, want nothing wrong", wrong)
	case want != "" && (len(wrong) != 1 || !strings.Contains(wrong[0], want)):
		t.Errorf("got %q, want one finding with %q", wrong, want)
	}
}

// TestReadsAll: the intent for texts is asked for only where it is needed.
func TestReadsAll(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		space Space
		want  bool
	}{{Space{}, false}, {Space{Forums: []string{"1"}}, false}, {Space{ForumText: true}, false}, {Space{Forums: []string{"1"}, ForumText: true}, true}, {Space{Listen: []string{"1"}}, true}} {
		if got := readsAll(Options{Spaces: map[string]Space{"1": tt.space}}); got != tt.want {
			t.Errorf("%+v: got %v, want %v", tt.space, got, tt.want)
		}
	}
}
