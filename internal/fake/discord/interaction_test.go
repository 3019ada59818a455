package fakediscord_test

import (
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	fakediscord "backtalk/internal/fake/discord"
)

func number(n int64) *int64 { return &n }

// register puts the commands of the tests in place, through the library.
func register(t *testing.T, s place, d *discordgo.Session, guild string) {
	t.Helper()
	_, err := d.ApplicationCommandBulkOverwrite(s.AppID(), guild, []*discordgo.ApplicationCommand{
		{Name: "ask", Description: "Ask a question", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "Your question", Required: true, Autocomplete: true},
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: "private", Description: "Only you see it"},
		}},
		{Name: "backtalk", Description: "For staff", DefaultMemberPermissions: number(discordgo.PermissionManageMessages),
			Options: []*discordgo.ApplicationCommandOption{{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "pause", Description: "Be silent"}}},
		{Name: "Find an answer", Type: discordgo.MessageApplicationCommand},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func respond(d *discordgo.Session, i *discordgo.InteractionCreate, r *discordgo.InteractionResponse) error {
	return d.InteractionRespond(i.Interaction, r)
}

func TestSlashCommandWithPrivateAnswer(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		respond(d, i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}})
		text := "answer to " + i.ApplicationCommandData().GetOption("question").StringValue()
		d.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text, AllowedMentions: noPings()})
		d.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "more", Flags: discordgo.MessageFlagsEphemeral})
	})
	open(t, d)
	register(t, s, d, "")
	i := s.Slash(s.room, s.ann, "ask", map[string]any{"question": "sore back", "private": true})
	if r := i.Wait(soon); r == nil || r.Type != 5 || !r.Private {
		t.Fatalf("got %+v, want a private deferral", r)
	}
	if m := i.Message(soon); m == nil || m.Text() != "answer to sore back" {
		t.Fatalf("got %+v, want the answer", m)
	}
	if !s.Until(soon, func() bool { return len(s.Ephemerals(s.ann)) == 2 }) {
		t.Errorf("got %d ephemeral messages, want 2", len(s.Ephemerals(s.ann)))
	}
	if bob := s.AddMember(s.guild, "bob"); len(s.Ephemerals(bob))+len(s.Messages(s.room)) != 0 {
		t.Error("bob sees what is for ann only")
	}
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		typed := i.ApplicationCommandData().Options[0]
		if !typed.Focused {
			t.Error("the option is not focused")
		}
		respond(d, i, &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult,
			Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: typed.StringValue() + "?", Value: "id"}}}})
	})
	open(t, d)
	register(t, s, d, s.guild.ID)
	r := s.Typed(s.room, s.ann, "ask", "question", "how much").Wait(soon)
	if r == nil || len(r.Choices) != 1 || r.Choices[0].Name != "how much?" {
		t.Errorf("got %+v, want one choice", r)
	}
}

func TestWhoIsOfferedCommands(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	open(t, d)
	register(t, s, d, "")
	staff := s.AddMember(s.guild, "sue", s.AddRole(s.guild, "staff", fakediscord.ManageMessages))
	if s.CanUse(s.room, s.ann, "backtalk") || !s.CanUse(s.room, staff, "backtalk") || !s.CanUse(s.room, s.ann, "Find an answer") {
		t.Error("commands are offered to the wrong people")
	}
	s.OpenCommand("backtalk")
	if !s.CanUse(s.room, s.ann, "backtalk") {
		t.Error("an opened command is not offered")
	}
	if got := s.Counts().CommandWrites; got != 1 {
		t.Errorf("got %d writes, want 1", got)
	}
	register(t, s, d, "")
	if got := len(s.Commands(nil)); got != 3 {
		t.Errorf("got %d commands, want 3", got)
	}
}

func button(label, id string) discordgo.MessageComponent {
	return discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{Label: label, Style: discordgo.PrimaryButton, CustomID: id}}}
}

func TestMenuSelectAndButton(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		switch i.Type {
		case discordgo.InteractionApplicationCommand:
			target := i.ApplicationCommandData().Resolved.Messages[i.ApplicationCommandData().TargetID]
			respond(d, i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{
				Content: "for " + target.Content, Flags: discordgo.MessageFlagsEphemeral, Components: []discordgo.MessageComponent{
					discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{CustomID: "pick", Placeholder: "Others",
						Options: []discordgo.SelectMenuOption{{Label: "One", Value: "1"}, {Label: "Two", Value: "2"}}}}},
					button("Write", "write"),
				}}})
		case discordgo.InteractionMessageComponent:
			data := i.MessageComponentData()
			if data.CustomID == "pick" {
				respond(d, i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseUpdateMessage,
					Data: &discordgo.InteractionResponseData{Content: "chosen " + data.Values[0], Components: []discordgo.MessageComponent{button("Write", "write")}}})
				return
			}
			respond(d, i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource,
				Data: &discordgo.InteractionResponseData{Content: "pressed " + data.CustomID}})
		}
	})
	open(t, d)
	register(t, s, d, "")
	asked := s.Say(s.room, s.ann, "my back is sore")
	bob := s.AddMember(s.guild, "bob")
	m := s.Menu(asked, bob, "Find an answer").Message(soon)
	if m == nil || m.Rendered() != "for my back is sore\n[Others ▾]\n  ○ One\n  ○ Two\n[Write]" || m.OnlyFor != bob.ID {
		t.Fatalf("got %+v, want the passage for bob only", m)
	}
	m = s.Choose(m, bob, "pick", "Two").Message(soon)
	if m == nil || m.Text() != "chosen 2" || len(m.Selects()) != 0 {
		t.Fatalf("got %+v, want the changed message", m)
	}
	m = s.Press(m, bob, "Write").Message(soon)
	if m == nil || m.Text() != "pressed write" || m.Ephemeral() {
		t.Errorf("got %+v, want a public message", m)
	}
}

func TestInteractionRules(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	got := make(chan *discordgo.InteractionCreate, 1)
	d.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { got <- i })
	open(t, d)
	register(t, s, d, "")
	hello := &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{Content: "hi"}}
	ask := func() *discordgo.InteractionCreate {
		s.Slash(s.room, s.ann, "ask", map[string]any{"question": "x"})
		return <-got
	}
	i := ask()
	if err := respond(d, i, hello); err != nil {
		t.Fatal(err)
	}
	wantCode(t, respond(d, i, hello), 40060)
	if _, err := d.InteractionResponse(i.Interaction); err != nil {
		t.Error(err)
	}
	if err := d.InteractionResponseDelete(i.Interaction); err != nil || len(s.Messages(s.room)) != 0 {
		t.Errorf("got %v, want the answer deleted", err)
	}
	s.SetAnswerTime(0)
	i = ask()
	wantCode(t, respond(d, i, hello), 10062)
	s.SetAnswerTime(3 * time.Second)
	i = ask()
	_, err := d.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "early"})
	wantCode(t, err, 10015)
}
