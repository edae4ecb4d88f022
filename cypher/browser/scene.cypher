// A scene as a picture: its facts, the events behind them and those who took part. Set a word of
// its title:  :param word => 'library'
MATCH (s:Scene)<-[in:IN_SCENE]-(f:Fact)<-[sup:SUPPORTS]-(e:Event)-[r:AGENT|COMPANION|AT|DURING]->(x)
WHERE toLower(s.title) CONTAINS toLower($word)
RETURN s, in, f, sup, e, r, x
LIMIT 200;
