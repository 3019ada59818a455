package fakeslack

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Scopes are the bot scopes that a bot of ours could want; a new workspace grants them all.
func Scopes() []string {
	return []string{
		"app_mentions:read", "assistant:write", "channels:history", "channels:join", "channels:read", "chat:write",
		"chat:write.public", "commands", "groups:history", "groups:read", "im:history", "im:read", "im:write",
		"mpim:history", "mpim:read", "reactions:read", "reactions:write", "team:read", "usergroups:read", "users:read",
	}
}

// Events are the bot events that a new app is subscribed to.
func Events() []string {
	return []string{
		"app_context_changed", "app_home_opened", "app_mention", "app_uninstalled", "assistant_thread_context_changed",
		"assistant_thread_started", "member_joined_channel", "message.channels", "message.groups", "message.im",
		"tokens_revoked",
	}
}

func newApp(id string) app {
	a := app{
		id: id, name: "Backtalk", token: "xapp-1-" + id + "-1-fake-" + strings.ToLower(id), tokenScopes: []string{"connections:write"},
		socketMode: true, interactivity: true, homeTab: true, messagesTab: true, agent: true,
	}
	a.events = set(Events())
	return a
}

func set(names []string) map[string]bool {
	m := map[string]bool{}
	for _, n := range names {
		m[n] = true
	}
	return m
}

// id makes an id of nine letters and digits, as Slack's are. The lock is held, or the server not yet started.
func (s *Server) id(prefix string) string {
	s.counter++
	n := strings.ToUpper(strconv.FormatInt(s.counter*7919, 36))
	return prefix + "0" + strings.Repeat("F", max(0, 9-len(prefix)-len(n))) + n
}

// AppToken is the app-level token, for Socket Mode.
func (s *Server) AppToken() string { return s.app.token }

// Team is the first workspace.
func (s *Server) Team() *Team {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.teams[0]
}

// AddTeam adds a workspace in which the app is installed.
func (s *Server) AddTeam(name string) *Team {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := &Team{ID: s.id("T"), Name: name, s: s, botID: s.id("B"), scopes: Scopes()}
	t.token = fmt.Sprintf("xoxb-%d-fake-%s", 1000000+s.counter, strings.ToLower(t.ID))
	t.Bot = &User{ID: s.id("U"), Name: strings.ToLower(s.app.name), Team: t, s: s, bot: true}
	s.users[t.Bot.ID] = t.Bot
	s.teams = append(s.teams, t)
	return t
}

// Team is a workspace.
type Team struct {
	ID, Name string
	Bot      *User // the app's bot user

	s       *Server
	botID   string
	token   string
	scopes  []string
	authErr string
	groups  []*UserGroup
}

// BotToken is the token of the app in this workspace (xoxb-).
func (t *Team) BotToken() string { return t.token }

// SetScopes sets what the bot token may do.
func (t *Team) SetScopes(scopes ...string) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	t.scopes = scopes
}

// SetAuthError makes every call with the workspace's token fail, for example with "token_revoked",
// "account_inactive" or "invalid_auth"; "" makes it good again.
func (t *Team) SetAuthError(code string) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	t.authErr = code
}

// AddUser adds a person.
func (t *Team) AddUser(name string) *User { return t.addUser(name, "U") }

func (t *Team) addUser(name, prefix string) *User {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	u := &User{ID: t.s.id(prefix), Name: name, Team: t, s: t.s}
	t.s.users[u.ID] = u
	return u
}

// AddOtherBot adds another app's bot user.
func (t *Team) AddOtherBot(name string) *User {
	u := t.addUser(name, "U")
	u.bot = true
	return u
}

// User is a person, or a bot's user.
type User struct {
	ID, Name string
	Team     *Team

	s        *Server
	bot      bool
	refuseDM string // the error that a DM to them gets
	home     *view
	modals   []*view // the last is on top
	options  map[string][]ControlOption
}

// RefuseDMs makes direct messages to the person fail, for example with "messages_tab_disabled" or "cannot_dm_bot";
// "" allows them again.
func (u *User) RefuseDMs(code string) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	u.refuseDM = code
}

// UserGroup is a group of people that can be mentioned.
type UserGroup struct {
	ID, Handle string
	s          *Server
	users      []*User
}

// AddGroup adds a user group.
func (t *Team) AddGroup(handle string, users ...*User) *UserGroup {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	g := &UserGroup{ID: t.s.id("S"), Handle: handle, s: t.s, users: users}
	t.groups = append(t.groups, g)
	return g
}

// SetUsers changes who is in the group.
func (g *UserGroup) SetUsers(users ...*User) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.users = slices.Clone(users)
}

// SetSocketMode turns Socket Mode of the app on or off. Turning it off ends all connections with link_disabled.
func (s *Server) SetSocketMode(on bool) {
	s.mu.Lock()
	s.app.socketMode = on
	s.mu.Unlock()
	if !on {
		s.Disconnect("link_disabled")
	}
}

// SetAppTokenScopes sets what the app-level token may do.
func (s *Server) SetAppTokenScopes(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.tokenScopes = scopes
}

// Subscribe sets the bot events that the app gets, for example "app_mention" and "message.im".
func (s *Server) Subscribe(events ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.events = set(events)
}

// LimitPosts turns on Slack's limit on chat.postMessage: burst messages at once and one more every second in each
// channel. A burst of 0 turns it off.
func (s *Server) LimitPosts(burst int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.postBurst = burst
}
