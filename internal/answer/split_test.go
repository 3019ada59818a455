package answer

import (
	"strings"
	"testing"
)

func TestSentencesOf(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"one", "does it help", "does it help"},
		{"marks", "Help? Yes! Or; not.", "Help? | Yes! | Or; | not."},
		{"line breaks", "one\ntwo", "one | two"},
		{"ellipsis", "so… does it help...", "so… | does it help."},
		{"a full stop inside a number or address", "it cost 2.50 at a.b", "it cost 2.50 at a.b"},
		{"signs alone are dropped", "Help?!?! ... ok", "Help? | ok"},
		{"and", "does it help and how much is it", "does it help | how much is it"},
		{"and, but no second question", "does it help me and my wife", "does it help me and my wife"},
		{"and after no question", "my back hurts and does it help", "my back hurts and does it help"},
		{"comma", "does it hurt, how long does it take", "does it hurt | how long does it take"},
		{"also", "does it help also do you have parking", "does it help | do you have parking"},
		{"plus and ampersand", "does it hurt plus what is it & when are you open", "does it hurt | what is it | when are you open"},
		{"too short to be a question", "is it good and is it", "is it good and is it"},
		{"capitals", "DOES IT HELP AND HOW MUCH IS IT", "DOES IT HELP | HOW MUCH IS IT"},
		{"letters whose lower case has another length", "İs it good and how much is it", "İs it good and how much is it"},
		{"other scripts", "это поможет? да", "это поможет? | да"},
		{"bytes that are no text", "does it help\xff and how much is it", "does it help\xff and how much is it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(sentencesOf(tt.in), " | "); got != tt.want {
				t.Errorf("sentencesOf(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestFocusOf(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"one sentence is taken whole", "does it help my back?", ""},
		{"the one that asks", "I sit all day. My back is stiff. Does massage help with that? Thanks!", "Does massage help with that?"},
		{"a question without its mark", "my back is stiff all day. would a massage help", "would a massage help"},
		{"too short to stand alone", "My back is stiff. Any tips?", ""},
		{"two", "Does it help? And how much is it?", "Does it help? | And how much is it?"},
		{"nobody asks", "My back is stiff. It hurts.", ""},
		{"of many the last", "is it a? is it b? is it c? is it d? is it e? is it f?", "is it c? | is it d? | is it e? | is it f?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(focus(tt.in), " | "); got != tt.want {
				t.Errorf("focus(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestAsks(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{"", false},
		{"?", true},
		{"help？", true},
		{"does it help", true},
		{"hey, so um does it help", true},
		{"isn’t it bad", true},
		{"What's shiatsu", true},
		{"my back hurts", false},
		{"massage was great yesterday", false},
		{"i was wondering about shiatsu", true},
		{"Tell me about shiatsu", true},
		{"i wonder", true},
		{"no idea what’s wrong", true},
		{"it helps", false},
		{"so and but", false},
	} {
		if got := asks(tt.in); got != tt.want {
			t.Errorf("asks(%q): got %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestIsFollowUp(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{"", false},
		{"and shiatsu?", true},
		{"what about sleep", true},
		{"swedish", true},
		{"does it hurt?", true},
		{"is that one better than the other kind of massage?", true},
		{"can massage help people with a desk job relax?", false},
		{"and " + strings.Repeat("word ", 12), false},
		{"AND shiatsu", true},
		{"Which, then?", true},
	} {
		if got := isFollowUp(tt.in); got != tt.want {
			t.Errorf("isFollowUp(%q): got %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestStripMentions(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"does it help", "does it help"},
		{"@backtalk does it help", "does it help"},
		{"<@123> does it help <@!456>", "does it help"},
		{"does it help @anna?", "does it help"},
		{"write to a@b.example", "write to a@b.example"},
		{"@", ""},
	} {
		if got := stripMentions(tt.in); got != tt.want {
			t.Errorf("stripMentions(%q): got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestIsSpanish(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{"", false},
		{"hola", false}, // one word is no language
		{"hola, gracias", true},
		{"¿Cuánto cuesta un masaje?", true},
		{"me duele la espalda, ¿puede ayudar?", true},
		{"TENGO DOLOR DE ESPALDA", true},
		{"gracias for the massage, it was great", false},
		{"does la espalda massage help my back", false},
		{"can i take a siesta after a massage por favor", false},
		{"massage?", false},
		{"is it ok", false},
	} {
		if got := isSpanish(tt.in); got != tt.want {
			t.Errorf("isSpanish(%q): got %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestHasWords(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{{"", false}, {"?!…", false}, {"👍", false}, {"a", true}, {"7", true}, {"ñ", true}, {"боль", true}, {"\u200b", false}, {"\xff", false}} {
		if got := hasWords(tt.in); got != tt.want {
			t.Errorf("hasWords(%q): got %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestMeansAnother(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{"", false},
		{"no, I meant the other one", true},
		{"The OTHER one!", true},
		{"not that one", true},
		{"that’s not it", true},
		{"that's not what i meant", true},
		{"not what I asked", true},
		{"wrong one", true},
		{"i meant something else", true},
		{"is the other one better than this one for somebody like me", false}, // long enough to say what it wants
		{"one other question", false},
		{"another one please", false},
		{"and the other", false},
		{"no", false},
	} {
		if got := meansAnother(tt.in); got != tt.want {
			t.Errorf("meansAnother(%q): got %v, want %v", tt.in, got, tt.want)
		}
	}
}
