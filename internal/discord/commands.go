package discord

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"backtalk/internal/chat"
	"backtalk/internal/discord/link"
	"backtalk/internal/voice"
)

// command is a command as Discord registers it (interactions/application-commands, "Application Command Object"). Only
// what is set here is compared with what is registered.
type command struct {
	Type        int             `json:"type"`
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Options     []commandOption `json:"options,omitempty"`
	Members     *string         `json:"default_member_permissions,omitempty"` // who sees it, unless a server's settings say otherwise
	Contexts    []int           `json:"contexts,omitempty"`
}

type commandOption struct {
	Type         int             `json:"type"`
	Name         string          `json:"name"`
	Description  string          `json:"description"`
	Required     bool            `json:"required,omitempty"`
	Autocomplete bool            `json:"autocomplete,omitempty"`
	MinLength    int             `json:"min_length,omitempty"`
	MaxLength    int             `json:"max_length,omitempty"`
	Choices      []commandChoice `json:"choices,omitempty"`
	Options      []commandOption `json:"options,omitempty"`
}

type commandChoice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Types of commands and options, and where a command can be used (the same page).
const (
	slashCommand   = 1
	messageCommand = 3
	optSub         = 1
	optString      = 3
	optBool        = 5
	inGuilds       = 0
	inDirect       = 1
)

// commands are the bot's own. In one guild, for trying out, they are the same but for where they can be used.
func commands(o Options) []command {
	privately := voice.AskPrivateDescription
	if o.Private {
		privately = voice.AskPrivatelyDescription
	}
	scope := commandOption{Type: optString, Name: optScope, Description: voice.ScopeDescription,
		Choices: []commandChoice{{voice.ScopeHere, scopeHere}, {voice.ScopeServer, chat.Everywhere}}}
	staff := strconv.Itoa(mayManageMessages)
	all := []command{
		{Type: slashCommand, Name: cmdAsk, Description: voice.AskTitle, Contexts: []int{inGuilds, inDirect}, Options: []commandOption{
			{Type: optString, Name: optText, Description: voice.AskTextDescription, Required: true, Autocomplete: true, MinLength: 1, MaxLength: maxQuestion},
			{Type: optBool, Name: optPrivate, Description: privately},
		}},
		{Type: slashCommand, Name: cmdBook, Description: voice.BookDescription, Contexts: []int{inGuilds, inDirect}},
		{Type: slashCommand, Name: cmdHelp, Description: voice.HelpDescription, Contexts: []int{inGuilds, inDirect}},
		{Type: slashCommand, Name: cmdPrivacy, Description: voice.PrivacyDescription, Contexts: []int{inGuilds, inDirect}},
		{Type: slashCommand, Name: cmdStaff, Description: voice.StaffDescription, Members: &staff, Contexts: []int{inGuilds}, Options: []commandOption{
			{Type: optSub, Name: string(chat.Pause), Description: voice.PauseDescription, Options: []commandOption{scope}},
			{Type: optSub, Name: string(chat.Resume), Description: voice.ResumeDescription, Options: []commandOption{scope}},
			{Type: optSub, Name: string(chat.Status), Description: voice.StatusDescription},
		}},
		{Type: messageCommand, Name: cmdFind, Contexts: []int{inGuilds, inDirect}},
	}
	if o.TryGuild != "" {
		for i := range all {
			all[i].Contexts = nil // a guild's commands have none
		}
	}
	return all
}

// register registers the commands, if what is registered differs: Discord counts what is written.
func (a *Adapter) register(ctx context.Context) error {
	_, app := a.guilds.ids()
	at := link.Commands(app, a.o.TryGuild)
	var there []command
	if err := a.rest.Call(ctx, "looking up the commands", "GET", at, nil, &there); err != nil {
		return err
	}
	want := commands(a.o)
	if sameCommands(want, there) {
		return nil
	}
	if err := a.rest.Call(ctx, "registering the commands", "PUT", at, want, nil); err != nil {
		return err
	}
	a.o.Log.Info("registered the commands", "number", len(want))
	return nil
}

// sameCommands compares commands without regard to their order, and to that of the places where they can be used.
func sameCommands(a, b []command) bool { return reflect.DeepEqual(sorted(a), sorted(b)) }

func sorted(all []command) []command {
	var c []command
	if data, err := json.Marshal(all); err == nil { // a copy, with what is empty left out
		_ = json.Unmarshal(data, &c)
	}
	for i := range c {
		slices.Sort(c[i].Contexts)
	}
	slices.SortFunc(c, func(x, y command) int { return strings.Compare(x.Name, y.Name) })
	return c
}
