package bot

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// deeds are what a press may cause, by who presses: ann, who asked; a stranger; staff.
type deeds struct{ asker, stranger, staff string }

// mayCause is who may do what with a press about a question that ann asked in public: from a reply that everybody sees
// (openly), from one that the presser alone sees (alone), and from a direct message (directly). "refused" is one that
// says who may do it, and nothing is a private reply without any deed.
func mayCause() map[chat.Action]struct{ openly, alone, directly deeds } {
	type row = struct{ openly, alone, directly deeds }
	all := func(d deeds) row { return row{d, d, d} }
	staff := all(deeds{"refused", "refused", ""})
	posts := row{deeds{"refused", "refused", "publish"}, deeds{"refused", "refused", "publish replace"}, deeds{"refused", "refused", "publish replace"}}
	return map[chat.Action]row{
		chat.Ask:      all(deeds{"replace", "", ""}), // where the choices stood
		chat.Also:     all(deeds{}),                  // the answer beside it stays
		chat.None:     all(deeds{"replace", "", ""}),
		chat.Show:     {deeds{}, deeds{"replace", "replace", "replace"}, deeds{"replace", "replace", "replace"}},
		chat.Others:   all(deeds{}),
		chat.Reveal:   all(deeds{"reveal", "refused", "refused"}),
		chat.Find:     all(deeds{}),
		chat.Post:     posts,
		chat.PostLink: posts,
		chat.Share:    {deeds{}, deeds{"publish", "refused", "refused"}, deeds{}},
		chat.Remove:   all(deeds{"remove replace", "refused", "remove replace"}),
		chat.Dismiss:  {deeds{}, deeds{"replace", "replace", "replace"}, deeds{"replace", "replace", "replace"}},
		chat.Clinic:   {deeds{"notice", "refused", "notice"}, deeds{"notice", "refused", "notice"}, deeds{}},
		chat.Consent:  {deeds{"notice", "refused", "refused"}, deeds{"notice replace", "notice replace", "notice replace"}, deeds{"notice replace", "notice replace", "notice replace"}},
		chat.Misread:  all(deeds{"notice", "refused", "refused"}),
		chat.Lift:     staff,
		chat.Forget:   all(deeds{}), // of the presser alone
		chat.Privacy:  all(deeds{}),
		chat.Book:     all(deeds{}),
		chat.Help:     all(deeds{}),
		chat.Pause:    staff,
		chat.Resume:   staff,
		chat.Status:   staff,
	}
}

// asked is a world in which ann has asked something in public that a press of the action can be about, and the press as
// far as everybody can make it.
func asked(t *testing.T, a chat.Action) (*world, chat.Press) {
	w := newStaffed(t)
	text, ref := "what is shiatsu", ""
	switch a {
	case chat.Ask, chat.Also:
		ref = "massage/swedish/1"
	case chat.Show, chat.Post, chat.PostLink, chat.Share:
		ref = "massage/shiatsu/1"
	case chat.Reveal:
		text = wishToDie
	case chat.Clinic, chat.Consent, chat.None:
		text = "how much for an hour"
	case chat.Misread, chat.Lift:
		text, ref = "my back hurts and i cant pee", "flag:BLADDER:6"
	}
	m := w.message(text)
	r := w.sends(m)
	p := about(m, a, ref)
	switch a {
	case chat.Find:
		p.Target.Text, p.Target.Author = m.Text, m.Author
	case chat.Show, chat.Post, chat.PostLink:
		found := about(m, chat.Find, "")
		found.Author, found.Staff, found.Target.Text, found.Target.Author = "staff", true, m.Text, m.Author
		w.presses(found)
	case chat.Misread: // the second press is the one that staff are told of
		w.disagrees(m, r)
	case chat.Lift:
		p.Ref = lifting(t, r.Notice()).Ref
	}
	w.wait(time.Minute)
	return w, p
}

const wishToDie = "i want to die"

// caused puts the deeds of a reply in words.
func (w *world) caused(r *chat.Reply) string {
	v := w.settings().usual.voice
	var all []string
	for _, d := range []struct {
		name string
		done bool
	}{
		{"publish", r.Publish() != nil}, {"remove", r.Remove()}, {"notice", r.Notice() != nil}, {"replace", r.Replace},
		{"reveal", strings.Contains(plain(r), "You do not have to be alone with this.")},
		{"refused", slices.Contains([]string{v.OnlyAsker(), v.OnlyStaff(), v.OnlyAskerOrStaff()}, r.Lead)}, {"public", !r.Private() && !r.Replace},
	} {
		if d.done {
			all = append(all, d.name)
		}
	}
	return strings.Join(all, " ")
}

// TestWhoMay presses everything as everybody, with a target and without one.
func TestWhoMay(t *testing.T) {
	table := mayCause()
	for _, a := range allActions(t) {
		row, known := table[a]
		if !known {
			t.Errorf("the table does not say who may do %q", a)
			continue
		}
		for _, place := range []struct {
			name string
			want deeds
			move func(*chat.Press)
		}{
			{"openly", row.openly, func(*chat.Press) {}},
			{"alone", row.alone, func(p *chat.Press) { p.Alone = true }},
			{"directly", row.directly, func(p *chat.Press) { p.Place, p.Direct = chat.Place{Platform: "test", Channel: "dm"}, true }},
		} {
			for _, who := range []struct{ name, want string }{{"ann", place.want.asker}, {"a stranger", place.want.stranger}, {"staff", place.want.staff}} {
				t.Run(string(a)+"/"+place.name+"/"+who.name, func(t *testing.T) {
					w, p := asked(t, a)
					p.Author, p.Mine, p.Staff = who.name, who.name == "ann", who.name == "staff"
					place.move(&p)
					r := w.presses(p)
					if got := w.caused(r); got != who.want {
						t.Errorf("got %q, want %q: %+v", got, who.want, r)
					}
					if r.Notice() != nil && r.Notice().Who != "" && r.Notice().Who != who.name {
						t.Errorf("a notice in the name of %s", r.Notice().Who)
					}
					w, p = asked(t, a)
					p.Author, p.Staff, p.Target = who.name, who.name == "staff", nil
					if got := w.caused(w.presses(p)); place.name == "openly" && got != "" && got != "refused" && got != "public" && who.name != "ann" {
						t.Errorf("without a target: got %q", got)
					}
				})
			}
		}
	}
	if actions := allActions(t); len(table) != len(actions) {
		t.Errorf("the table has %d actions, package chat %d", len(table), len(actions))
	}
}

// allActions are the constants of type Action, as the source of package chat has them.
func allActions(t *testing.T) (all []chat.Action) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../chat/chat.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "Action" {
			return false
		}
		for _, v := range spec.Values {
			name, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, chat.Action(name))
		}
		return false
	})
	if len(all) < 10 {
		t.Fatalf("found %d actions; are they somewhere else?", len(all))
	}
	return all
}
