package voice

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

// full is a clinic with everything configured.
func full() Clinic {
	return Clinic{Name: "Test Practice", Phone: "(770) 555-0100", ContactURL: "https://example.com/contact",
		BookingURL: "https://example.com/book", BookingLabel: "Book now"}
}

// clinics are configurations that between them show every wording of every phrase.
func clinics() []Clinic {
	var all []Clinic
	for n := range 64 {
		c := Clinic{}
		if n&1 != 0 {
			c.Name = full().Name
		}
		if n&2 != 0 {
			c.Phone = full().Phone
		}
		if n&4 != 0 {
			c.ContactURL = full().ContactURL
		}
		if n&8 != 0 {
			c.BookingURL = full().BookingURL
		}
		if c.Own = n&16 != 0; n&32 != 0 {
			c.Subjects = "climbing"
		}
		all = append(all, c)
	}
	return all
}

// every is every phrase by its name, with examples of what it takes.
func every() map[string]func(Voice) []string {
	one := func(text func(Voice) string) func(Voice) []string {
		return func(p Voice) []string { return []string{text(p)} }
	}
	return map[string]func(Voice) []string{
		"Help": one(Voice.Help), "Reach": one(Voice.Reach), "Book": one(Voice.Book), "Offer": one(Voice.Offer),
		"BookLabel": one(Voice.BookLabel), "ContactLabel": one(Voice.ContactLabel), "Change": one(Voice.Change),
		"CallPlease": one(Voice.CallPlease), "AskClinic": one(Voice.AskClinic), "AskTherapist": one(Voice.AskTherapist),
		"AskDoctor": one(Voice.AskDoctor), "Far": one(Voice.Far), "Unknown": one(Voice.Unknown),
		"NoneOfThese": one(Voice.NoneOfThese), "Clarify": one(Voice.Clarify), "Aside": one(Voice.Aside), "Waiting": one(Voice.Waiting), "Unsaid": one(Voice.Unsaid),
		"None": one(Voice.None), "Declined": one(Voice.Declined), "Chatter": one(Voice.Chatter),
		"Apology": one(Voice.Apology), "AskAgain": one(Voice.AskAgain), "Spanish": one(Voice.Spanish),
		"Cleared": one(Voice.Cleared), "CallToBook": one(Voice.CallToBook), "DirectToo": one(Voice.DirectToo), "DirectNot": one(Voice.DirectNot), "FirstDoctor": one(Voice.FirstDoctor), "NotToday": one(Voice.NotToday),
		"Keeps": one(Voice.Keeps), "OthersLead": one(Voice.OthersLead), "SlowDown": one(Voice.SlowDown), "TooBusy": one(Voice.TooBusy),
		"Paused": one(Voice.Paused), "StillPaused": one(Voice.StillPaused), "NotSaved": one(Voice.NotSaved),
		"OnlyStaff": one(Voice.OnlyStaff), "OnlyAsker": one(Voice.OnlyAsker), "OnlyAskerOrStaff": one(Voice.OnlyAskerOrStaff),
		"Posted": one(Voice.Posted), "NotPosted": one(Voice.NotPosted), "Shared": one(Voice.Shared), "Removed": one(Voice.Removed),
		"NotRemoved": one(Voice.NotRemoved), "JustDone": one(Voice.JustDone), "NoLinkNow": one(Voice.NoLinkNow),
		"FoundSure": one(Voice.FoundSure), "FoundUnsure": one(Voice.FoundUnsure), "FoundOther": one(Voice.FoundOther),
		"FoundNothing": one(Voice.FoundNothing), "FindDanger": one(Voice.FindDanger), "FindRefused": one(Voice.FindRefused),
		"SayPrivately": one(Voice.SayPrivately), "NothingToRead": one(Voice.NothingToRead), "Checked": one(Voice.Checked),
		"PassedOn": one(Voice.PassedOn), "PassedOnWho": one(Voice.PassedOnWho), "NotPassedOn": one(Voice.NotPassedOn),
		"AskedEnough": one(Voice.AskedEnough), "Consent": one(Voice.Consent), "Question": one(Voice.Question),
		"PrivateQuestion": one(Voice.PrivateQuestion), "Trouble": one(Voice.Trouble), "RevealLabel": one(Voice.RevealLabel),
		"OthersLabel": one(Voice.OthersLabel), "ShareLabel": one(Voice.ShareLabel), "ClinicLabel": one(Voice.ClinicLabel),
		"RemoveLabel": one(Voice.RemoveLabel), "RemoveMineLabel": one(Voice.RemoveMineLabel), "DismissLabel": one(Voice.DismissLabel),
		"PostLabel": one(Voice.PostLabel), "PostLinkLabel": one(Voice.PostLinkLabel), "PostBookLabel": one(Voice.PostBookLabel), "FoundBooking": one(Voice.FoundBooking),
		"PostWarningLabel": one(Voice.PostWarningLabel),
		"ConsentLabel":     one(Voice.ConsentLabel), "NoConsentLabel": one(Voice.NoConsentLabel),
		"RevealGone":    func(p Voice) []string { return []string{p.RevealGone()} },
		"NotMedical":    func(p Voice) []string { return []string{p.NotMedical()} },
		"PlatformKeeps": func(p Voice) []string { return []string{p.PlatformKeeps("discord"), p.PlatformKeeps("slack")} },
		"PausedNow":     func(p Voice) []string { return []string{p.PausedNow(false), p.PausedNow(true)} },
		"Resumed": func(p Voice) []string {
			return []string{p.Resumed(false, false, 1), p.Resumed(false, false, 0), p.Resumed(true, true, 0), p.Resumed(true, true, 2),
				p.Resumed(true, false, 2), p.Resumed(true, false, 0)}
		},
		"Status":    func(p Voice) []string { return []string{p.Status(true, true, 2), p.Status(false, false, 0)} },
		"Aloud":     func(p Voice) []string { return []string{p.Aloud("[the article]", "[a sentence of it]")} },
		"CheckedBy": func(p Voice) []string { return []string{p.CheckedBy("[a name]")} },
		"Alert": func(p Voice) []string {
			return []string{p.Alert(true, InTheOpen), p.Alert(true, Alone), p.Alert(true, Unasked), p.Alert(false, InTheOpen), p.Alert(false, Alone), p.Alert(false, Unasked)}
		},
		"MisconductAlert": func(p Voice) []string {
			return []string{p.MisconductAlert(InTheOpen), p.MisconductAlert(Alone), p.MisconductAlert(Unasked)}
		},
		"answered": func(p Voice) []string { return nil }, // ends the two above
		"known":    func(p Voice) []string { return nil }, // stands in far
		"judged":   one(Voice.judged), "Disagreement": func(p Voice) []string { return []string{p.Disagreement(false), p.Disagreement(true)} },
		"Stands":   func(p Voice) []string { return []string{p.Stands(sign.Finding{ID: "X", Advice: "[What to do]."})} },
		"LookedAt": one(Voice.LookedAt), "Offered": one(Voice.Offered), "DisagreeLabel": one(Voice.DisagreeLabel),
		"OnceMore": func(p Voice) []string {
			return []string{p.OnceMore(false, true), p.OnceMore(true, true), p.OnceMore(true, false)}
		},
		"TakenBack": one(Voice.TakenBack), "KeptTold": one(Voice.KeptTold), "Kept": one(Voice.Kept), "NothingHeld": one(Voice.NothingHeld),
		"LiftLabel": one(Voice.LiftLabel), "Lifted": one(Voice.Lifted), "NothingToLift": one(Voice.NothingToLift),
		"PrivacyHow":    func(p Voice) []string { return []string{p.PrivacyHow("discord"), p.PrivacyHow("slack")} },
		"TrainsNothing": one(Voice.TrainsNothing), "InMemory": one(Voice.InMemory), "MissedPrivate": one(Voice.MissedPrivate), "KeptUnknown": one(Voice.KeptUnknown), "NotForgotten": one(Voice.NotForgotten),
		"ForgetLabel": one(Voice.ForgetLabel), "Damaged": one(Voice.Damaged), "UnsaidUnknown": one(Voice.UnsaidUnknown),
		"Late": func(p Voice) []string { return []string{p.Late(25 * time.Minute), p.Late(23 * time.Hour)} },
		"KeptOfYou": func(p Voice) []string {
			return []string{p.KeptOfYou(0, 0, 0), p.KeptOfYou(12, 1, 1)}
		},
		"KeptHold":  func(p Voice) []string { return []string{p.KeptHold(someday())} },
		"Forgotten": func(p Voice) []string { return []string{p.Forgotten(0), p.Forgotten(12)} },
		"Away": func(p Voice) []string {
			return []string{p.Away("[a platform]", someday(), someday().Add(20*time.Minute))}
		},
		"Dead":         func(p Voice) []string { return []string{p.Dead("[a platform]", "[what to do]")} },
		"Back":         func(p Voice) []string { return []string{p.Back("[a platform]")} },
		"DiskFails":    func(p Voice) []string { return []string{p.DiskFails(true), p.DiskFails(false)} },
		"becauseLabel": func(p Voice) []string { return reasons(p.becauseLabel) },
		"UnsaidLabel":  func(p Voice) []string { return []string{p.UnsaidLabel(chat.TooLate, someday())} },
		"Missed": func(p Voice) []string {
			return append(reasons(func(w chat.Why) string { return p.Missed(w, 1) }), p.Missed(chat.TooLate, 7))
		},
		"UnsaidHere": func(p Voice) []string {
			return []string{p.UnsaidHere(nil, 0), p.UnsaidHere(map[chat.Why]int{chat.TooLate: 2, chat.Barred: 1}, 3)}
		},
		"Again": func(p Voice) []string { return []string{p.Again(""), p.Again("Shiatsu")} },
		"Half":  one(Voice.Half),
		"Rest":  one(Voice.Rest),
		"OtherQuestions": func(p Voice) []string {
			return []string{p.OtherQuestions([]string{"What is it?"}), p.OtherQuestions([]string{"What is it?", "Where is it?"})}
		},
	}
}

// reasons are the words for all reasons for which something was not said.
func reasons(words func(chat.Why) string) (all []string) {
	for _, why := range whys() {
		all = append(all, words(why))
	}
	return all
}

// eachPhrase reads every phrase, for every clinic.
func eachPhrase(do func(name, text string, c Clinic)) {
	for _, c := range clinics() {
		for name, texts := range every() {
			for _, text := range texts(New(c)) {
				do(name, text, c)
			}
		}
	}
}

// TestEveryPhraseIsRead: the list above holds every method of Voice that says something, so that the tests below read it.
func TestEveryPhraseIsRead(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 3 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	// What puts the others together, or says what stands in the knowledge folder.
	other := []string{"Fill", "OfTopic", "Talk", "Decline", "own"}
	declared := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || receiver(f) != "Voice" || strings.HasSuffix(name, "_test.go") || f.Type.Results == nil || len(f.Type.Results.List) != 1 {
				continue
			}
			if result, ok := f.Type.Results.List[0].Type.(*ast.Ident); !ok || result.Name != "string" || slices.Contains(other, f.Name.Name) {
				continue
			}
			if declared++; every()[f.Name.Name] == nil {
				t.Errorf("%s: Voice.%s is not in the list", name, f.Name.Name)
			}
		}
	}
	if declared != len(every()) {
		t.Errorf("got %d phrases in the list, want %d", len(every()), declared)
	}
}

// receiver is the type that a method belongs to.
func receiver(f *ast.FuncDecl) string {
	id, _ := f.Recv.List[0].Type.(*ast.Ident)
	if id == nil {
		return ""
	}
	return id.Name
}

// TestReviewersSeeEveryLabel: each constant that is said, label or sentence, is listed for review.
func TestReviewersSeeEveryLabel(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 3 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	var listed strings.Builder
	for _, p := range New(Clinic{}).Phrases() {
		listed.WriteString(p.Text + "\n")
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			ast.Inspect(g, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				if seen++; text != subjectsPlace && text != dayAndTime && !strings.Contains(listed.String(), text) {
					t.Errorf("%s: %q is not listed", name, text)
				}
				return true
			})
		}
	}
	if seen < 50 {
		t.Errorf("got %d constants", seen)
	}
}

// TestReviewersSeeEveryPhrase: what is listed for review is every phrase as it is said.
func TestReviewersSeeEveryPhrase(t *testing.T) {
	v := New(full())
	var listed []string
	for _, p := range v.Phrases() {
		listed = append(listed, p.Text)
		if p.When == "" || p.Text == "" || p.Lang != "en" && p.Lang != "es" {
			t.Errorf("got %+v", p)
		}
	}
	for name, texts := range every() {
		for _, text := range texts(v) {
			text = strings.NewReplacer("Shiatsu", "[the heading]", "What is it?", "[the other question]").Replace(text)
			if !slices.Contains(listed, text) && !strings.Contains(text, "other questions") {
				t.Errorf("%s is not listed: %q", name, text)
			}
		}
	}
}

// TestPhrasesPromiseNothing: no phrase promises what the program does not do, states a policy that nobody configured,
// says that all is well, or makes up an address.
func TestPhrasesPromiseNothing(t *testing.T) {
	forbidden := promises()
	address := regexp.MustCompile(`https?:|www\.|@|\b[a-z0-9-]+\.(com|org|net|io)\b|\d{3}`)
	eachPhrase(func(name, text string, c Clinic) {
		if found := forbidden.FindString(text); found != "" && !saidOnceDone(name) {
			t.Errorf("%s promises %q: %s", name, found, text)
		}
		for _, known := range []string{c.Phone, c.ContactURL, c.BookingURL, "911", "988"} {
			if known != "" {
				text = strings.ReplaceAll(text, known, "")
			}
		}
		if found := address.FindString(text); found != "" {
			t.Errorf("%s makes up %q: %s", name, found, text)
		}
	})
}

// TestAnySubject: where a clinic's own articles are served alone, no phrase speaks of massage, a therapist or the clinic; and what
// the subjects are is said as they are configured.
func TestAnySubject(t *testing.T) {
	ours := regexp.MustCompile(`(?i)massage|back pain|therapist|the clinic|clínica`)
	subjects := 0
	eachPhrase(func(name, text string, c Clinic) {
		if found := ours.FindString(text); c.Own && found != "" {
			t.Errorf("%s speaks of %q: %s", name, found, text)
		}
		if c.Subjects != "" && strings.Contains(text, usualSubjects) {
			t.Errorf("%s does not know the subjects: %s", name, text)
		}
		if strings.Contains(text, "climbing") {
			subjects++
		}
	})
	if subjects != 3*len(clinics())/2 {
		t.Errorf("the subjects are named %d times, want in three phrases", subjects)
	}
}

// TestNumbersHaveNames: nobody is told to speak to a number, neither by a phrase nor by a danger sign of the program.
func TestNumbersHaveNames(t *testing.T) {
	nobody := regexp.MustCompile(`(?i)\b(to|with|ask|tell|see|manager at|gerencia en|con) \(?\d{3}`)
	for _, bad := range []string{"speak to (770) 555-0100", "Talk with 988.", "ask for the manager at (770) 555-0100"} {
		if !nobody.MatchString(bad) {
			t.Errorf("%q is not found", bad)
		}
	}
	eachPhrase(func(name, text string, _ Clinic) {
		if found := nobody.FindString(text); found != "" {
			t.Errorf("%s: %q in %q", name, found, text)
		}
	})
	signs, err := sign.Load(knowledge.FS)
	if err != nil || len(signs.All()) < 40 {
		t.Fatalf("got signs %v, %v", signs, err)
	}
	v := New(full())
	for _, s := range signs.All() {
		for _, text := range []string{s.Advice, s.Reason, s.Net, s.AskedOn, s.Aside, s.Spanish.Advice, s.Spanish.Reason, s.Spanish.Net} {
			if found := nobody.FindString(v.Fill(text)); found != "" {
				t.Errorf("%s: %q in %q", s.ID, found, v.Fill(text))
			}
		}
	}
}

// saidOnceDone are the phrases that say what was done: TestPassedOn shows that nobody reads them before it is.
func saidOnceDone(name string) bool {
	return name == "PassedOn" || name == "PassedOnWho" || name == "KeptTold" || name == "Late"
}

// TestPromisesAreFound shows that the test above finds what it is there for.
func TestPromisesAreFound(t *testing.T) {
	for _, text := range []string{"The team has been alerted.", "Somebody will contact you.", "We will call you back.", "Our team has seen this.",
		"I have forwarded your message.", "You're fine.", "There is no need to worry.", "It is nothing serious.", "Cancellations are free of charge.",
		"I've notified the clinic.", "We'll get back to you.", "A therapist will be in touch.", "I have booked it.", "You have a strain."} {
		if !promises().MatchString(text) {
			t.Errorf("%q was not found", text)
		}
	}
}

// promises finds what no sentence of the program may say.
func promises() *regexp.Regexp {
	return regexp.MustCompile(`(?i)` + strings.Join([]string{
		`been (alerted|notified|informed|told|forwarded)`, `(will|'ll) (contact|call|reach|reply|answer|get back|be in touch|respond|help you soon)`,
		`\b(we|I|they) ?(will|'ll|are going to)\b`, `(our|the) (team|staff) (has|have|will|is|are)\b`, `I('ve| have) (forwarded|sent|passed|notified|alerted|booked|cancel|told)`,
		`you('re| are) (fine|safe|ok|okay|healthy)`, `(no|nothing) (need|reason) to worry`, `nothing serious`, `free of charge`, `refund`, `\d+ ?(hours|minutes|days)`,
		`you (have|suffer from) an? \w+`, `don't worry`, `guarantee`, `diagnos(ed|is)`, `within \d`,
	}, "|"))
}

// TestPhrasesRead: every phrase is whole: no empty one, no blanks left by what is not configured, an end, and no
// "below" without something below.
func TestPhrasesRead(t *testing.T) {
	eachPhrase(func(name, text string, c Clinic) {
		if text == "" || text != strings.TrimSpace(text) || strings.Contains(text, "  ") || strings.Contains(text, " .") || strings.Contains(text, "%!") {
			t.Errorf("%s: got %q", name, text)
		}
		if !strings.ContainsAny(text[len(text)-1:], ".?:\"") && name != "None" && !strings.HasSuffix(name, "Label") && name != "Aloud" {
			t.Errorf("%s has no end: %q", name, text)
		}
		if strings.Contains(text, "below") && c.ContactURL == "" {
			t.Errorf("%s speaks of a link that is not configured: %q", name, text)
		}
	})
}
