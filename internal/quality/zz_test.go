package quality
import ("testing";"testing/fstest";"os";"context";"time";"fmt";"io/fs";"path/filepath";"slices";"backtalk/internal/answer";"backtalk/internal/corpus";"backtalk/knowledge")
func articlesOnly(t *testing.T, keep ...string) fs.FS {
 m:=fstest.MapFS{}
 fs.WalkDir(knowledge.FS,".",func(n string,d fs.DirEntry,err error)error{ if err==nil&&!d.IsDir()&&(filepath.Ext(n)==".md"||n=="synonyms.yaml"||slices.Contains(keep,filepath.Base(n))){b,_:=fs.ReadFile(knowledge.FS,n);m[n]=&fstest.MapFile{Data:b}};return nil})
 return m
}
func TestZZ(t *testing.T){
 mk:=func(f fs.FS)*answer.Engine{c,err:=corpus.Load(f); if err!=nil{t.Fatal(err)}; e,err:=answer.New(c,nil,answer.DefaultThresholds()); if err!=nil{t.Fatal(err)};return e}
 e:=mk(knowledge.FS)
 x:=mk(articlesOnly(t))
 y:=mk(articlesOnly(t,"booking.yaml","chatter.yaml","far.yaml","smalltalk.yaml","decline.yaml"))
 var cs []Case
 fl,_:=filepath.Glob("testdata/*.jsonl")
 for _,p:=range append(fl,"/work/shared/questions/dev.jsonl"){
  f,_:=os.Open(p); l,err:=Read(f,p); if err!=nil{t.Fatal(err)}
  if filepath.Base(p)!="dev.jsonl"{l=Only(l,FitHalf)}
  cs=append(cs,l...)
 }
 var q []Case
 for _,c:=range cs{ if c.Kind==Answerable||c.Kind==Unanswerable{q=append(q,c)}}

 sets:=map[string][]Kind{"all":nil,"-booking":{Booking},"-chatter":{Chatter},"-booking-chatter":{Booking,Chatter},"-neg":{RedFlagNegative},"-hostile":{Hostile},"-booking-chatter-neg":{Booking,Chatter,RedFlagNegative}, "-booking-neg":{Booking,RedFlagNegative},"q":{Booking,Chatter,RedFlagNegative,Hostile,SmallTalk}}
 for n,drop:=range sets{ var set []Case; for _,c:=range cs{ if !slices.Contains(drop,c.Kind){set=append(set,c)}}
  w,err:=fitEngine(context.Background(),e,false,set,Options{}); if err!=nil{t.Fatal(err)}
  j:=newJudge(e.Corpus(),q,Options{}); b,k:=map[Kind]float64{},map[Kind]float64{}; pos:=map[Kind]float64{}
  for _,c:=range cs{ f,_,best,_,_:=e.Features(context.Background(),answer.Question{Text:c.Text}); p,y:=0.0,0.0; if best!=nil{ p=predict(w.Weights,f.Vector()); a,kn:=j.target(c,best.Passage,false); if !kn{continue}; if a{y=1}}; b[c.Kind]+=(p-y)*(p-y);k[c.Kind]++;pos[c.Kind]+=y}
  fmt.Printf("%-22s cv %.4f n %d |",n,w.Brier,w.Cases)
  for _,kd:=range Kinds(){ fmt.Printf(" %s %.3f(%.2f)",kd[:4],b[kd]/k[kd],pos[kd]/k[kd])}
  fmt.Println()
 }
 _,_=x,y
 _=time.Now
}
