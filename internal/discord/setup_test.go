package discord

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat/chattest"
	"backtalk/internal/courier"
	fakediscord "backtalk/internal/fake/discord"
)

// TestCommands: they are registered once, and again only when they differ.
func TestCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, nil)
	w.waitCommands(nil)
	writes := w.server.Counts().CommandWrites
	w.end()
	w.start(nil)
	w.settle()
	w.server.Until(soon, func() bool { return len(w.server.Requests("GET", "/commands")) >= 2 })
	w.end() // waits for what is under way
	if n := w.server.Counts().CommandWrites; n != writes {
		t.Errorf("got %d more writes of the same commands", n-writes)
	}
	w.start(func(_ *world, o *Options) { o.Private = true })
	if !w.server.Until(soon, func() bool { return w.server.Counts().CommandWrites == writes+1 }) {
		t.Errorf("changed commands were not registered; the log: %s", w.log)
	}
	ben := w.server.AddMember(w.guild, "ben")
	for name, want := range map[string]bool{"ask": true, "help": true, "book": true, "privacy": true, "Find an answer": true, "backtalk": false} {
		if got := w.server.CanUse(w.room, ben, name); got != want {
			t.Errorf("a client is offered %s: %v, want %v", name, got, want)
		}
	}
	if !w.server.CanUse(w.server.DM(ben), ben, "ask") || !w.server.CanUse(w.server.DM(ben), ben, "privacy") || w.server.CanUse(w.server.DM(ben), ben, "backtalk") {
		t.Error("in direct messages there is /ask, and nothing to pause")
	}
}

// TestTryGuild: for trying out, commands are registered in one guild only.
func TestTryGuild(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, func(w *world, o *Options) { o.TryGuild = w.guild.ID })
	w.waitCommands(w.guild)
	if n := len(w.server.Commands(nil)); n != 0 {
		t.Errorf("got %d global commands", n)
	}
}

func TestSameCommands(t *testing.T) {
	t.Parallel()
	a, b := commands(Options{}), commands(Options{})
	slices.Reverse(b)
	if !sameCommands(a, b) || sameCommands(a, commands(Options{Private: true})) || sameCommands(a, a[1:]) || sameCommands(a, commands(Options{TryGuild: "1"})) {
		t.Error("commands are compared wrongly")
	}
	for _, c := range a {
		if c.Type == slashCommand && (c.Description == "" || size(c.Description) > maxChoice || c.Name != strings.ToLower(c.Name)) {
			t.Errorf("%q is no name and description for a command", c.Name)
		}
	}
}

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

func TestInvite(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(Invite("123", "456"))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	want := strconv.Itoa(discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads | discordgo.PermissionReadMessageHistory | discordgo.PermissionEmbedLinks)
	if q.Get("client_id") != "123" || q.Get("scope") != "bot applications.commands" || q.Get("permissions") != want || q.Get("guild_id") != "456" {
		t.Errorf("got %v, want permissions %s", q, want)
	}
	if strings.Contains(Invite("123", "4", "5"), "guild_id") {
		t.Error("one of several guilds is chosen")
	}
}

func TestPortalSettings(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]Options{
		"Message Content Intent: off": {Spaces: map[string]Space{"1": {Forums: []string{"2"}}}},
		"Message Content Intent: on":  {Spaces: map[string]Space{"1": {Listen: []string{"2"}}}},
	} {
		if got := strings.Join(PortalSettings(o), "\n"); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
		lines := PortalSettings(o)
		link := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "Install Link: None") })
		public := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "Public Bot: off") })
		if link < 0 || link > public {
			t.Errorf("got %q, want the install link before the public bot, whose change is refused else", lines)
		}
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

// TestPermissions follows the example of topics/permissions.
func TestPermissions(t *testing.T) {
	t.Parallel()
	g := guild{ID: "1", OwnerID: "9", Roles: []role{{ID: "1", Permissions: "1024"}, {ID: "2", Permissions: "2048"}, {ID: "3", Permissions: "8"}}}
	c := channel{Overwrites: []overwrite{{ID: "1", Deny: "1024"}, {ID: "2", Allow: "1024"}, {ID: "5", Type: 1, Deny: "2048"}}}
	for _, tt := range []struct {
		person string
		roles  []string
		want   int64
	}{{"4", nil, 0}, {"4", []string{"2"}, 1024 | 2048}, {"5", []string{"2"}, 1024}, {"4", []string{"3"}, everything}, {"9", nil, everything}} {
		if got := inChannel(inGuild(g, tt.person, tt.roles), g, c, tt.person, tt.roles); got != tt.want {
			t.Errorf("%s with %q: got %d, want %d", tt.person, tt.roles, got, tt.want)
		}
	}
}

// TestOptionsHideTheToken: an Options that is printed by mistake does not show the token.
func TestOptionsHideTheToken(t *testing.T) {
	t.Parallel()
	if got := (Options{Token: "secret"}).String(); strings.Contains(got, "secret") {
		t.Errorf("got %q", got)
	}
}
