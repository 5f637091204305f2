<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New conversation</source>
        <translation>새 대화(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>쓰기(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Spam check</source>
        <translation>스팸 검사(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>학습(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Corpora</source>
        <translation>말뭉치(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>모델(&amp;M)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>시스템 설정대로(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>고대비(&amp;H)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>크게(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>작게(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>보통 크기(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>명령(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>첫걸음(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Where my data is</source>
        <translation>내 데이터가 있는 곳(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;About Maeari</source>
        <translation>메아리 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Write: take the first suggestion of the row under the text</source>
        <translation>쓰기: 글 아래 줄의 첫째 제안 고르기</translation>
    </message>
    <message>
        <source>Write: take the second suggestion of the row under the text</source>
        <translation>쓰기: 글 아래 줄의 둘째 제안 고르기</translation>
    </message>
    <message>
        <source>Write: take the third suggestion of the row under the text</source>
        <translation>쓰기: 글 아래 줄의 셋째 제안 고르기</translation>
    </message>
    <message>
        <source>Write: the next place that was found</source>
        <translation>쓰기: 찾은 다음 곳</translation>
    </message>
    <message>
        <source>Write: the place before that was found</source>
        <translation>쓰기: 찾은 앞의 곳</translation>
    </message>
    <message>
        <source>Write: send what stands in the composer</source>
        <translation>쓰기: 입력란의 글 보내기</translation>
    </message>
    <message>
        <source>Write: begin a new line</source>
        <translation>쓰기: 줄 바꾸기</translation>
    </message>
    <message>
        <source>Write: accept the suggestion shown in grey</source>
        <translation>쓰기: 회색으로 보이는 제안 받아들이기</translation>
    </message>
    <message>
        <source>Write: accept its first word</source>
        <translation>쓰기: 제안의 첫 낱말만 받아들이기</translation>
    </message>
    <message>
        <source>Write: the next suggestion</source>
        <translation>쓰기: 다음 제안</translation>
    </message>
    <message>
        <source>Write: the suggestion before</source>
        <translation>쓰기: 이전 제안</translation>
    </message>
    <message>
        <source>Write: ask for a suggestion</source>
        <translation>쓰기: 제안 청하기</translation>
    </message>
    <message>
        <source>Write: Tab always moves on, or accepts suggestions again</source>
        <translation>쓰기: Tab으로 늘 다음 칸으로 가기, 또는 다시 제안 받기</translation>
    </message>
    <message>
        <source>Write: dismiss the suggestion, then stop the completion being written, then close what is open</source>
        <translation>쓰기: 제안 닫기, 그다음 쓰고 있는 이어쓰기 멈추기, 그다음 열려 있는 것 닫기</translation>
    </message>
    <message>
        <source>Write: export the selected conversations, or the open one</source>
        <translation>쓰기: 고른 대화나 열려 있는 대화 내보내기</translation>
    </message>
    <message>
        <source>Write: find in this conversation</source>
        <translation>쓰기: 이 대화에서 찾기</translation>
    </message>
    <message>
        <source>Write: search all conversations</source>
        <translation>쓰기: 모든 대화에서 찾기</translation>
    </message>
    <message>
        <source>Models: rename the model that is selected</source>
        <translation>모델: 고른 모델 이름 바꾸기</translation>
    </message>
    <message>
        <source>Models: put the selected models into the bin</source>
        <translation>모델: 고른 모델을 휴지통에 넣기</translation>
    </message>
    <message>
        <source>Models, inside: the next step or unit of a map</source>
        <translation>모델, 내부 보기: 지도의 다음 단계나 유닛</translation>
    </message>
    <message>
        <source>Write: another variant of the last completion</source>
        <translation>쓰기: 마지막 이어쓰기를 다르게 다시</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>구역</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Spam check</source>
        <translation>스팸 검사</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Write: the variant before</source>
        <translation>쓰기: 이전 변형</translation>
    </message>
    <message>
        <source>Write: the next variant</source>
        <translation>쓰기: 다음 변형</translation>
    </message>
    <message>
        <source>Write: check a draft for words the model did not expect</source>
        <translation>쓰기: 초안에서 모델이 예상하지 못한 낱말 찾기</translation>
    </message>
    <message>
        <source>Write: why these words, on the completion that is selected</source>
        <translation>쓰기: 고른 이어쓰기가 왜 이 낱말들인지 보기</translation>
    </message>
    <message>
        <source>Write: edit the beginning, or rename the conversation, that is selected</source>
        <translation>쓰기: 고른 첫머리 고치기, 또는 대화 이름 바꾸기</translation>
    </message>
    <message>
        <source>Write: delete the conversation or message that is selected</source>
        <translation>쓰기: 고른 대화나 글 지우기</translation>
    </message>
    <message>
        <source>Write: the message before, the next message</source>
        <translation>쓰기: 이전 글, 다음 글</translation>
    </message>
    <message>
        <source>Spam check: check what stands in the box</source>
        <translation>스팸 검사: 입력란의 글 검사하기</translation>
    </message>
    <message>
        <source>Spam check: it is spam</source>
        <translation>스팸 검사: 스팸으로 표시</translation>
    </message>
    <message>
        <source>Spam check: it is normal</source>
        <translation>스팸 검사: 정상으로 표시</translation>
    </message>
    <message>
        <source>Spam check: take the last mark back</source>
        <translation>스팸 검사: 마지막 표시 되돌리기</translation>
    </message>
</context>
<context>
    <name>Attending</name>
    <message>
        <source>Training {0} %</source>
        <translation>학습 {0} %</translation>
    </message>
    <message>
        <source>This system does not let Maeari keep the computer awake: it may sleep, and then trains on.</source>
        <translation>이 시스템에서는 메아리가 컴퓨터를 깨어 있게 할 수 없습니다. 절전 상태가 되었다가 깨어나면 학습이 이어집니다.</translation>
    </message>
    <message>
        <source>The computer runs on its battery: the training waits, nothing of it is lost, and it goes on by itself when you plug the computer in. Continue does not wait.</source>
        <translation>컴퓨터가 배터리로 작동하고 있어 학습이 기다립니다. 잃은 것은 없으며, 전원을 연결하면 저절로 이어집니다. 기다리지 않으려면 계속을 누르세요.</translation>
    </message>
</context>
<context>
    <name>BinDialog</name>
    <message>
        <source>Deleted conversations</source>
        <translation>지운 대화</translation>
    </message>
    <message>
        <source>What is deleted stays here until you bring it back or delete it for good.</source>
        <translation>지운 대화는 되살리거나 완전히 지울 때까지 여기에 남아 있습니다.</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>완전히 지우기…</translation>
    </message>
    <message>
        <source>Empty the bin…</source>
        <translation>휴지통 비우기…</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>메시지 1개</translation>
    </message>
    <message>
        <source>{0} messages</source>
        <translation>메시지 {0}개</translation>
    </message>
    <message>
        <source>{0}, deleted {1}</source>
        <translation>{0}, {1}에 지움</translation>
    </message>
    <message>
        <source>Beside these, 1 message of other conversations is deleted.</source>
        <translation>이 밖에 다른 대화에서 지운 메시지가 1개 있습니다.</translation>
    </message>
    <message>
        <source>Beside these, {0} messages of other conversations are deleted.</source>
        <translation>이 밖에 다른 대화에서 지운 메시지가 {0}개 있습니다.</translation>
    </message>
    <message>
        <source>No conversation is deleted.</source>
        <translation>지운 대화가 없습니다.</translation>
    </message>
    <message>
        <source>Delete the conversation “{0}” for good?</source>
        <translation>“{0}” 대화를 완전히 지울까요?</translation>
    </message>
    <message>
        <source>Delete {0} conversations for good?</source>
        <translation>대화 {0}개를 완전히 지울까요?</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>완전히 지우기</translation>
    </message>
    <message>
        <source>Delete all {0} conversations of the bin for good?</source>
        <translation>휴지통에 있는 대화 {0}개를 모두 완전히 지울까요?</translation>
    </message>
    <message>
        <source>Delete the {0} deleted messages for good?</source>
        <translation>지운 메시지 {0}개를 완전히 지울까요?</translation>
    </message>
    <message>
        <source>Empty the bin</source>
        <translation>휴지통 비우기</translation>
    </message>
    <message>
        <source>This cannot be undone. Files that were exported stay.</source>
        <translation>되돌릴 수 없습니다. 내보낸 파일은 그대로 남습니다.</translation>
    </message>
</context>
<context>
    <name>BinView</name>
    <message>
        <source>Bin</source>
        <translation>휴지통</translation>
    </message>
    <message>
        <source>Back to the models</source>
        <translation>모델로 돌아가기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>지운 날</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Models in the bin</source>
        <translation>휴지통에 있는 모델</translation>
    </message>
    <message>
        <source>Return brings a model back</source>
        <translation>Enter를 누르면 모델을 되살립니다</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>완전히 지우기…</translation>
    </message>
    <message>
        <source>Empty the bin…</source>
        <translation>휴지통 비우기…</translation>
    </message>
    <message>
        <source>{0} models lie in the bin, until you empty it. They take {1}.</source>
        <translation>비울 때까지 모델 {0}개가 휴지통에 있습니다. 차지하는 크기는 {1}입니다.</translation>
    </message>
    <message>
        <source>One model lies in the bin, until you empty it. It takes {0}.</source>
        <translation>비울 때까지 모델 하나가 휴지통에 있습니다. 차지하는 크기는 {0}입니다.</translation>
    </message>
    <message>
        <source>The bin is empty. A model that you delete comes here first.</source>
        <translation>휴지통이 비어 있습니다. 지운 모델은 먼저 여기로 옵니다.</translation>
    </message>
</context>
<context>
    <name>Blend</name>
    <message>
        <source>{0} % {1}</source>
        <translation>{0} % {1}</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Transcript</source>
        <translation>대화 기록</translation>
    </message>
    <message>
        <source>Show {0} earlier messages</source>
        <translation>이전 글 {0}개 보기</translation>
    </message>
</context>
<context>
    <name>CleaningSwitches</name>
    <message>
        <source>Take out</source>
        <translation>덜어 낼 것</translation>
    </message>
    <message>
        <source>Only messages of</source>
        <translation>이 사람의 메시지만</translation>
    </message>
    <message>
        <source>Onl&amp;y messages of</source>
        <translation>이 사람의 메시지만(&amp;Y)</translation>
    </message>
    <message>
        <source>Quoted replies</source>
        <translation>인용한 답장</translation>
    </message>
    <message>
        <source>What a mail only repeats of the one that it answers</source>
        <translation>답장하면서 원래 메일에서 그대로 옮겨 온 부분</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>The lines with name and address at the end of a mail</source>
        <translation>메일 끝에 있는 이름과 주소</translation>
    </message>
    <message>
        <source>Times and names</source>
        <translation>시각과 이름</translation>
    </message>
    <message>
        <source>When and by whom each message of a chat was written</source>
        <translation>대화의 메시지마다 붙은 시각과 보낸 사람</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>알림 문구</translation>
    </message>
    <message>
        <source>Lines of the program, such as “Photo” or “Sent from my phone”</source>
        <translation>“사진”, “iPhone에서 보냄”처럼 프로그램이 넣은 줄</translation>
    </message>
    <message>
        <source>Web addresses</source>
        <translation>웹 주소</translation>
    </message>
    <message>
        <source>Links, which a model would only spell badly</source>
        <translation>모델이 제대로 쓰지도 못할 링크</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>되풀이</translation>
    </message>
    <message>
        <source>Paragraphs that stood word for word before</source>
        <translation>앞에 똑같이 나온 문단</translation>
    </message>
    <message>
        <source>Near repeats</source>
        <translation>비슷한 되풀이</translation>
    </message>
    <message>
        <source>Paragraphs that stood before but for a few words</source>
        <translation>앞에 나온 것과 낱말 몇 개만 다른 문단</translation>
    </message>
    <message>
        <source>Line-end hyphens</source>
        <translation>줄 끝 하이픈</translation>
    </message>
    <message>
        <source>Joins the halves of words that were parted at the end of a line</source>
        <translation>줄 끝에서 둘로 나뉜 낱말을 다시 잇습니다</translation>
    </message>
    <message>
        <source>Page headers</source>
        <translation>쪽 머리글</translation>
    </message>
    <message>
        <source>Titles and numbers that stand on every page of a document</source>
        <translation>문서의 쪽마다 있는 제목과 쪽 번호</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>Puts a mask such as _email_ in place of addresses, numbers and passwords</source>
        <translation>주소, 번호, 비밀번호 자리에 _email_ 같은 가림표를 넣습니다</translation>
    </message>
    <message>
        <source>Everyone ({0})</source>
        <translation>모두 ({0})</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>−{0} characters</source>
        <translation>−{0}자</translation>
    </message>
    <message>
        <source>Places taken out: {0}, characters: {1}</source>
        <translation>덜어 낸 곳: {0}, 글자: {1}</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Messages left out: {0}, characters: {1}</source>
        <translation>빠진 메시지: {0}, 글자: {1}</translation>
    </message>
</context>
<context>
    <name>ColumnDialog</name>
    <message>
        <source>Which column holds the text?</source>
        <translation>어느 열에 글이 있나요?</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>열(&amp;C)</translation>
    </message>
    <message>
        <source>In the table “{0}”</source>
        <translation>표 “{0}”에서</translation>
    </message>
</context>
<context>
    <name>CommandList</name>
    <message>
        <source>Go to {0}</source>
        <translation>{0} 화면으로 가기</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Use model {0}</source>
        <translation>{0} 모델 쓰기</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>무엇을 할까요?</translation>
    </message>
    <message>
        <source>Type to find a command, Up and Down choose, Return does it</source>
        <translation>입력하면 명령을 찾고, 위아래 화살표로 고르고, Enter로 실행합니다</translation>
    </message>
    <message>
        <source>Found commands</source>
        <translation>찾은 명령</translation>
    </message>
    <message>
        <source>Nothing fits “{0}”. Other words may.</source>
        <translation>“{0}”에 맞는 것이 없습니다. 다른 말로 찾아 보세요.</translation>
    </message>
    <message>
        <source>{0}, {1} of {2}</source>
        <translation>{0}, {2}개 중 {1}번째</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Figures of the compared models</source>
        <translation>비교하는 모델들의 수치</translation>
    </message>
    <message>
        <source>{0} (best)</source>
        <translation>{0} (최고)</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Compare models</source>
        <translation>모델 비교</translation>
    </message>
    <message>
        <source>Back to training</source>
        <translation>학습으로 돌아가기</translation>
    </message>
    <message>
        <source>Choose two to four language models.</source>
        <translation>언어 모델을 둘에서 넷까지 고르세요.</translation>
    </message>
    <message>
        <source>Models to compare</source>
        <translation>비교할 모델</translation>
    </message>
    <message>
        <source>Space chooses a model; two to four</source>
        <translation>스페이스로 고릅니다. 둘에서 넷까지</translation>
    </message>
    <message>
        <source>A few words, the same for every model</source>
        <translation>모든 모델에 똑같이 줄 몇 마디</translation>
    </message>
    <message>
        <source>Seed for all models</source>
        <translation>모든 모델에 줄 첫머리</translation>
    </message>
    <message>
        <source>Temperature 0.7, seed 0</source>
        <translation>온도 0.7, 시드 0</translation>
    </message>
    <message>
        <source>Always the most likely</source>
        <translation>늘 가장 그럴듯한 것</translation>
    </message>
    <message>
        <source>How the next token is chosen</source>
        <translation>다음 토큰을 고르는 방법</translation>
    </message>
    <message>
        <source>Write side by side</source>
        <translation>나란히 쓰기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>쓰는 중</translation>
    </message>
    <message>
        <source>The same seed side by side</source>
        <translation>같은 첫머리를 나란히</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>아직 비교할 것이 없습니다</translation>
    </message>
    <message>
        <source>Train two language models, for example with different cells, and choose them here.</source>
        <translation>서로 다른 셀 등으로 언어 모델 둘을 학습하고 여기서 고르세요.</translation>
    </message>
    <message>
        <source>Choose two to four models</source>
        <translation>모델을 둘에서 넷까지 고르세요</translation>
    </message>
    <message>
        <source>Their curves, figures and writing appear here.</source>
        <translation>곡선과 수치와 글이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Writing of {0}</source>
        <translation>{0} 모델의 글</translation>
    </message>
</context>
<context>
    <name>CompletionRow</name>
    <message>
        <source>The variant before</source>
        <translation>이전 변형</translation>
    </message>
    <message>
        <source>The next variant</source>
        <translation>다음 변형</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>다시 쓰기</translation>
    </message>
    <message>
        <source>Write another variant</source>
        <translation>다른 변형 쓰기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the completion</source>
        <translation>이어쓰기 복사</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>넣기</translation>
    </message>
    <message>
        <source>Put the completion into the composer; into an empty one, together with your beginning</source>
        <translation>이어쓰기를 입력란에 넣습니다. 비어 있으면 첫머리도 함께 넣습니다</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Delete this variant</source>
        <translation>이 변형 지우기</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>완성된 글: {0}</translation>
    </message>
    <message>
        <source>No completion yet.</source>
        <translation>아직 이어쓰기가 없습니다.</translation>
    </message>
    <message>
        <source>{0}/{1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Variant {0} of {1}</source>
        <translation>변형 {1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>A completion is being written</source>
        <translation>이어쓰는 중입니다</translation>
    </message>
    <message>
        <source>Completion {0} of {1} by {2}: {3}</source>
        <translation>{2} 모델의 이어쓰기 {1}개 중 {0}번째: {3}</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Type the beginning of a sentence…</source>
        <translation>문장의 첫머리를 적어 보세요…</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>입력란</translation>
    </message>
    <message>
        <source>Enter sends, Shift and Enter begin a new line, Tab accepts the suggestion shown in grey</source>
        <translation>Enter로 보내고, Shift+Enter로 줄을 바꾸고, Tab으로 회색 제안을 받아들입니다</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>The model that writes</source>
        <translation>글을 쓰는 모델</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>모델 고르기</translation>
    </message>
    <message>
        <source>Left: the likeliest words. Right: bolder ones.</source>
        <translation>왼쪽: 가장 그럴듯한 낱말. 오른쪽: 더 대담한 낱말.</translation>
    </message>
    <message>
        <source>How long a completion may become</source>
        <translation>이어쓰기의 최대 길이</translation>
    </message>
    <message>
        <source>How many completions are written at once</source>
        <translation>한 번에 쓰는 이어쓰기의 수</translation>
    </message>
    <message>
        <source>Stop at a sentence end</source>
        <translation>문장 끝에서 멈추기</translation>
    </message>
    <message>
        <source>Suggest while I type</source>
        <translation>쓰는 동안 제안하기</translation>
    </message>
    <message>
        <source>In grey behind the cursor, and three in a row under the text</source>
        <translation>커서 뒤에 회색으로, 그리고 글 아래에 셋</translation>
    </message>
    <message>
        <source>{0} in 10</source>
        <translation>{0}/10</translation>
    </message>
    <message>
        <source>Fewer suggestions that are right more often, or more that are right less often</source>
        <translation>제안이 적고 더 자주 맞거나, 많고 덜 자주 맞거나</translation>
    </message>
    <message>
        <source>Creativity</source>
        <translation>창의성</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>변형 수</translation>
    </message>
    <message>
        <source>Right about</source>
        <translation>맞는 정도</translation>
    </message>
    <message>
        <source> words</source>
        <translation> 낱말</translation>
    </message>
    <message>
        <source> characters</source>
        <translation> 글자</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Stop writing (Esc)</source>
        <translation>쓰기 멈추기 (Esc)</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>보내기 (Enter)</translation>
    </message>
    <message>
        <source>Sent, the model is writing</source>
        <translation>보냈습니다. 모델이 쓰고 있습니다</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>New conversation</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>이름 바꾸기 (F2)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Delete (Delete); can be undone</source>
        <translation>지우기 (Delete), 되돌릴 수 있음</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Write the selected conversations to a file</source>
        <translation>고른 대화를 파일로 내보내기</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Read conversations from a file that was exported</source>
        <translation>내보낸 파일에서 대화 읽어 오기</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>휴지통</translation>
    </message>
    <message>
        <source>What was deleted: bring it back, or not</source>
        <translation>지운 것: 되살리거나 완전히 지우기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
</context>
<context>
    <name>Conversing</name>
    <message>
        <source>“{0}” is deleted.</source>
        <translation>“{0}” 대화를 지웠습니다.</translation>
    </message>
    <message>
        <source>{0} conversations are deleted.</source>
        <translation>대화 {0}개를 지웠습니다.</translation>
    </message>
    <message>
        <source>The message is deleted.</source>
        <translation>글을 지웠습니다.</translation>
    </message>
</context>
<context>
    <name>Copied</name>
    <message>
        <source>Copied from {0}, line {1} (1 word)</source>
        <translation>{0} {1}번째 줄에서 베낌 (1낱말)</translation>
    </message>
    <message>
        <source>Copied from {0}, line {1} ({2} words)</source>
        <translation>{0} {1}번째 줄에서 베낌 ({2}낱말)</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>외 {0}개</translation>
    </message>
</context>
<context>
    <name>CorporaPage</name>
    <message>
        <source>Write &amp;at once</source>
        <translation>바로 쓰기(&amp;A)</translation>
    </message>
    <message>
        <source>No corpus yet</source>
        <translation>아직 말뭉치가 없습니다</translation>
    </message>
    <message>
        <source>Drop files or folders here, or paste a text. Documents, tables, mails and chats are read.</source>
        <translation>파일이나 폴더를 여기에 놓거나 글을 붙여넣으세요. 문서, 표, 메일, 대화를 읽습니다.</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>파일 추가…</translation>
    </message>
    <message>
        <source>“{0}” was added</source>
        <translation>“{0}” 말뭉치를 추가했습니다</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>세는 중…</translation>
    </message>
</context>
<context>
    <name>CorpusChanges</name>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} 외 {1}개</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>말뭉치</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>파일 추가</translation>
    </message>
    <message>
        <source>Texts and documents ({0});;All files (*)</source>
        <translation>글과 문서 ({0});;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>폴더 추가</translation>
    </message>
    <message>
        <source>Rename the corpus</source>
        <translation>말뭉치 이름 바꾸기</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Remove the corpus</source>
        <translation>말뭉치 빼기</translation>
    </message>
    <message>
        <source>Remove “{0}” from the list?</source>
        <translation>“{0}” 말뭉치를 목록에서 뺄까요?</translation>
    </message>
    <message>
        <source>Your own files stay where they are. Models trained on it stay too.</source>
        <translation>내 파일은 그대로 있습니다. 이것으로 학습한 모델도 남습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
</context>
<context>
    <name>CorpusCleaning</name>
    <message>
        <source>A sample stays as it is: these switches only show what they would do.</source>
        <translation>견본은 그대로 있습니다. 스위치는 어떻게 되는지 보여 주기만 합니다.</translation>
    </message>
</context>
<context>
    <name>CorpusDetails</name>
    <message>
        <source>Write &amp;at once</source>
        <translation>바로 쓰기(&amp;A)</translation>
    </message>
    <message>
        <source>Suggestions from this corpus in a moment, before any training</source>
        <translation>학습하기 전에도 이 말뭉치에서 곧바로 제안합니다</translation>
    </message>
    <message>
        <source>&amp;Train on this</source>
        <translation>이것으로 학습(&amp;T)</translation>
    </message>
    <message>
        <source>Progress of reading</source>
        <translation>읽기 진행 상황</translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation>읽기 멈추기(&amp;S)</translation>
    </message>
    <message>
        <source>Go o&amp;n reading</source>
        <translation>이어서 읽기(&amp;N)</translation>
    </message>
    <message>
        <source>Show the s&amp;kipped files…</source>
        <translation>건너뛴 파일 보기(&amp;K)…</translation>
    </message>
</context>
<context>
    <name>CorpusList</name>
    <message>
        <source>Corpora</source>
        <translation>말뭉치</translation>
    </message>
    <message>
        <source>Files and folders can be dropped here</source>
        <translation>파일과 폴더를 여기에 끌어다 놓을 수 있습니다</translation>
    </message>
    <message>
        <source>Add fi&amp;les…</source>
        <translation>파일 추가(&amp;L)…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>폴더 추가(&amp;O)…</translation>
    </message>
    <message>
        <source>The folder is linked, not copied</source>
        <translation>폴더는 복사하지 않고 연결합니다</translation>
    </message>
    <message>
        <source>&amp;Paste text…</source>
        <translation>글 붙여넣기(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>이름 바꾸기(&amp;R)…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>빼기(&amp;M)</translation>
    </message>
    <message>
        <source>Files stay where they are: Maeari only links to them.</source>
        <translation>파일은 제자리에 있고, 메아리는 연결만 합니다.</translation>
    </message>
    <message>
        <source>{0} (sample)</source>
        <translation>{0} (견본)</translation>
    </message>
    <message>
        <source>{0} (missing)</source>
        <translation>{0} (없어짐)</translation>
    </message>
    <message>
        <source>Train on this</source>
        <translation>이것으로 학습</translation>
    </message>
    <message>
        <source>Write at once</source>
        <translation>바로 쓰기</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
</context>
<context>
    <name>CorpusReader</name>
    <message>
        <source>Reading was stopped before it began.</source>
        <translation>시작하기 전에 읽기를 멈추었습니다.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>Reading file {0} of {1}: {2}</source>
        <translation>파일 읽는 중 {0}/{1}: {2}</translation>
    </message>
    <message>
        <source>Reading was stopped. Files that are read: {0}.</source>
        <translation>읽기를 멈추었습니다. 읽은 파일: {0}개.</translation>
    </message>
    <message>
        <source>Files that were skipped: {0}.</source>
        <translation>건너뛴 파일: {0}개.</translation>
    </message>
    <message>
        <source>The texts are being examined…</source>
        <translation>글을 살펴보는 중…</translation>
    </message>
    <message>
        <source>A file changed since it was read.</source>
        <translation>읽은 뒤에 파일 하나가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>{0} files changed since they were read.</source>
        <translation>읽은 뒤에 파일 {0}개가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>다시 읽기</translation>
    </message>
</context>
<context>
    <name>DataJobDialog</name>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Moving your data</source>
        <translation>데이터를 옮기는 중</translation>
    </message>
    <message>
        <source>It is copied to “{0}” and compared; until that is done, it is used where it was.</source>
        <translation>“{0}”에 복사하고 비교합니다. 끝날 때까지는 원래 자리의 데이터를 씁니다.</translation>
    </message>
    <message>
        <source>Restoring the backup</source>
        <translation>백업을 되돌리는 중</translation>
    </message>
    <message>
        <source>Every file is checked before anything is changed; what is there now is kept.</source>
        <translation>무엇이든 바꾸기 전에 모든 파일을 확인합니다. 지금 있는 것은 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Erasing everything</source>
        <translation>모두 지우는 중</translation>
    </message>
    <message>
        <source>Models, texts, conversations, settings and logs go.</source>
        <translation>모델, 글, 대화, 설정, 기록이 모두 사라집니다.</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>지우는 중</translation>
    </message>
    <message>
        <source>Maeari opens again in a moment.</source>
        <translation>메아리가 곧 다시 열립니다.</translation>
    </message>
    <message>
        <source>Everything is erased. The next start begins anew.</source>
        <translation>모두 지웠습니다. 다음에는 처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>Left, because there are files of yours in it: {0}</source>
        <translation>다른 파일이 들어 있어 남겨 두었습니다: {0}</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>지웠습니다</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>멈췄습니다</translation>
    </message>
    <message>
        <source>Your data is where it was, and as it was.</source>
        <translation>데이터는 원래 자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>It is in “{0}” now. The old folder still stands; the settings offer to remove it.</source>
        <translation>이제 “{0}”에 있습니다. 예전 폴더는 아직 남아 있으며, 설정에서 지울 수 있습니다.</translation>
    </message>
    <message>
        <source>Your data is moved</source>
        <translation>데이터를 옮겼습니다</translation>
    </message>
    <message>
        <source>What was there before is kept in the data folder, as “{0}”; the settings can erase it.</source>
        <translation>이전의 것은 데이터 폴더에 “{0}”(으)로 남아 있으며, 설정에서 지울 수 있습니다.</translation>
    </message>
    <message>
        <source>The backup is restored</source>
        <translation>백업을 되돌렸습니다</translation>
    </message>
    <message>
        <source>There was nothing before it that had to be kept.</source>
        <translation>남겨 둘 이전 데이터가 없었습니다.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>되지 않았습니다</translation>
    </message>
</context>
<context>
    <name>DataMeter</name>
    <message>
        <source>Characters</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>낱말</translation>
    </message>
    <message>
        <source>Distinct words</source>
        <translation>서로 다른 낱말</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Encodings</source>
        <translation>인코딩</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>조언</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>Korean and English</source>
        <translation>한국어와 영어</translation>
    </message>
    <message>
        <source>other</source>
        <translation>그 밖</translation>
    </message>
    <message>
        <source>{0} characters could not be read and were replaced.</source>
        <translation>글자 {0}개를 읽지 못해 바꾸었습니다.</translation>
    </message>
    <message>
        <source>Training takes about {0} here and {1} of memory; expected: {2} bits per character.</source>
        <translation>이 컴퓨터에서 학습하는 데 약 {0}, 메모리 {1}이(가) 듭니다. 예상: 글자당 {2}비트.</translation>
    </message>
    <message>
        <source>Repeated text: {0} % · words that come once: {1} % · new words at the end: {2} %</source>
        <translation>되풀이된 글: {0} % · 한 번만 나오는 낱말: {1} % · 끝부분의 새 낱말: {2} %</translation>
    </message>
    <message>
        <source>{0} (counted in the first {1} characters)</source>
        <translation>{0} (앞부분 {1}자에서 셈)</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Data folder</source>
        <translation>데이터 폴더</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Free on its disk</source>
        <translation>디스크의 빈 공간</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>옮기기…</translation>
    </message>
    <message>
        <source>MAEARI_HOME says where the data is, so it cannot be moved from here.</source>
        <translation>MAEARI_HOME이 데이터의 자리를 정하므로 여기에서는 옮길 수 없습니다.</translation>
    </message>
    <message>
        <source>Remove the old folder…</source>
        <translation>예전 폴더 지우기…</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>백업하기…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>백업 되돌리기…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Erase everything…</source>
        <translation>모두 지우기…</translation>
    </message>
    <message>
        <source>One file with models, pasted texts, conversations and settings. Linked files are not in it.</source>
        <translation>모델, 붙여넣은 글, 대화, 설정을 담은 파일 하나입니다. 연결된 파일은 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>All that Maeari keeps on this computer; files that are only linked stay.</source>
        <translation>메아리가 이 컴퓨터에 보관하는 모든 것입니다. 연결만 된 파일은 남습니다.</translation>
    </message>
    <message>
        <source>{0} in {1} files</source>
        <translation>{0}, 파일 {1}개</translation>
    </message>
    <message>
        <source>The folder before the move still stands: {0}</source>
        <translation>옮기기 전의 폴더가 아직 남아 있습니다: {0}</translation>
    </message>
    <message>
        <source>A training is running: stop it, or wait for its end. Nothing was changed.</source>
        <translation>학습이 진행 중입니다. 멈추거나 끝나기를 기다리세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Choose where your data shall be</source>
        <translation>데이터를 둘 곳을 고르세요</translation>
    </message>
    <message>
        <source>Move your data</source>
        <translation>데이터 옮기기</translation>
    </message>
    <message>
        <source>Move {0} to “{1}”?</source>
        <translation>{0}를 “{1}”(으)로 옮길까요?</translation>
    </message>
    <message>
        <source>The window closes meanwhile and opens again. Everything is copied and compared first; the old folder stays until you remove it.</source>
        <translation>그동안 창이 닫혔다가 다시 열립니다. 먼저 모두 복사하고 비교하며, 예전 폴더는 직접 지울 때까지 남습니다.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>옮기기</translation>
    </message>
    <message>
        <source>Remove the old folder</source>
        <translation>예전 폴더 지우기</translation>
    </message>
    <message>
        <source>Remove what was copied from the old folder?</source>
        <translation>예전 폴더에서 복사한 것을 지울까요?</translation>
    </message>
    <message>
        <source>Your data is in its new place; files of others in the old folder stay.</source>
        <translation>데이터는 새 자리에 있습니다. 예전 폴더에 있는 다른 파일은 남습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>The old folder is removed.</source>
        <translation>예전 폴더를 지웠습니다.</translation>
    </message>
    <message>
        <source>Write a backup</source>
        <translation>백업 저장</translation>
    </message>
    <message>
        <source>Backups of Maeari (*{0})</source>
        <translation>메아리 백업 (*{0})</translation>
    </message>
    <message>
        <source>Stopped; no backup was written.</source>
        <translation>멈췄습니다. 백업은 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>The backup “{0}” is written ({1}). It holds your texts: keep it as you keep those.</source>
        <translation>백업 “{0}”을(를) 저장했습니다({1}). 글이 들어 있으니 글처럼 소중히 보관하세요.</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>백업 고르기</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>백업 되돌리기</translation>
    </message>
    <message>
        <source>Put the backup of {0} in the place of your present data?</source>
        <translation>{0}의 백업으로 지금의 데이터를 바꿀까요?</translation>
    </message>
    <message>
        <source>It holds {0} models and {1} in all. The window closes meanwhile and opens again; your present data is kept beside it until you erase it.</source>
        <translation>모델 {0}개, 모두 {1}입니다. 그동안 창이 닫혔다가 다시 열리며, 지금의 데이터는 지울 때까지 옆에 남습니다.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되살리기</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>en</source>
        <comment>the code of this language, as of a locale</comment>
        <translation>ko</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>어제</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>이번 주</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>month and year, as a format of Qt</comment>
        <translation>yyyy년 M월</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>The details hold no text of yours.</source>
        <translation>자세한 내용에는 당신의 글이 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>자세한 내용 복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>Add it on the page Corpora, or drop a .txt or .md file.</source>
        <translation>말뭉치 페이지에서 더하거나 .txt 또는 .md 파일을 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>“{0}” is no text that can be inserted here; the composer is as it was.</source>
        <translation>“{0}” 파일은 여기에 넣을 수 있는 글이 아닙니다. 입력 칸은 그대로입니다.</translation>
    </message>
    <message>
        <source>“{0}” could not be read; the composer is as it was.</source>
        <translation>“{0}” 파일을 읽을 수 없었습니다. 입력 칸은 그대로입니다.</translation>
    </message>
    <message>
        <source>“{0}” is too long to write on from; the composer is as it was.</source>
        <translation>“{0}” 파일은 이어 쓰기에 너무 깁니다. 입력 칸은 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>EditingBar</name>
    <message>
        <source>Editing a beginning: sending it makes a branch, and the old one stays.</source>
        <translation>첫머리를 고치는 중: 보내면 가지가 생기고 옛것은 남습니다.</translation>
    </message>
    <message>
        <source>Cancel editing</source>
        <translation>고치기 그만두기</translation>
    </message>
    <message>
        <source>Leave the beginning as it is (Esc)</source>
        <translation>첫머리를 그대로 두기 (Esc)</translation>
    </message>
</context>
<context>
    <name>EncodingDialog</name>
    <message>
        <source>Encoding of “{0}”</source>
        <translation>“{0}”의 인코딩</translation>
    </message>
    <message>
        <source>&amp;Read it so</source>
        <translation>이대로 읽기(&amp;R)</translation>
    </message>
    <message>
        <source>As recognised ({0})</source>
        <translation>자동 인식({0})</translation>
    </message>
    <message>
        <source>As recognised</source>
        <translation>자동 인식</translation>
    </message>
    <message>
        <source>How the file begins in this encoding</source>
        <translation>이 인코딩으로 읽은 파일의 앞부분</translation>
    </message>
    <message>
        <source>The right one shows words that can be read. The file itself stays as it is.</source>
        <translation>맞는 인코딩을 고르면 글이 제대로 보입니다. 파일 자체는 그대로 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>인코딩(&amp;E)</translation>
    </message>
    <message>
        <source>Korean (CP949, EUC-KR)</source>
        <translation>한국어(CP949, EUC-KR)</translation>
    </message>
    <message>
        <source>Korean (Johab)</source>
        <translation>한국어(조합형)</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>서유럽어(Windows-1252)</translation>
    </message>
    <message>
        <source>Western (Mac)</source>
        <translation>서유럽어(Mac)</translation>
    </message>
    <message>
        <source>Japanese (Shift JIS)</source>
        <translation>일본어(Shift JIS)</translation>
    </message>
    <message>
        <source>Chinese (GB 18030)</source>
        <translation>중국어(GB 18030)</translation>
    </message>
    <message>
        <source>Chinese (Big5)</source>
        <translation>중국어(Big5)</translation>
    </message>
    <message>
        <source>Cyrillic (Windows-1251)</source>
        <translation>키릴 문자(Windows-1251)</translation>
    </message>
    <message>
        <source>The encoding of this file is not recognised: choose another one.</source>
        <translation>이 파일의 인코딩을 알 수 없습니다. 다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>Characters that cannot be read here: {0}.</source>
        <translation>여기서 읽을 수 없는 글자: {0}개.</translation>
    </message>
    <message>
        <source>Every character of the beginning can be read.</source>
        <translation>앞부분의 글자를 모두 읽을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>EndCard</name>
    <message>
        <source>Compared runs</source>
        <translation>비교한 학습</translation>
    </message>
    <message>
        <source>What the recipe shows</source>
        <translation>이 예제가 보여 주는 것</translation>
    </message>
    <message>
        <source>Tr&amp;y it now</source>
        <translation>지금 써 보기(&amp;Y)</translation>
    </message>
    <message>
        <source>Continue longer</source>
        <translation>더 오래 학습</translation>
    </message>
    <message>
        <source>Compare models</source>
        <translation>모델 비교</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Ask for the file again, or export it again where it came from.</source>
        <translation>파일을 다시 받거나, 원래 컴퓨터에서 다시 내보내세요.</translation>
    </message>
    <message>
        <source>Choose a .maeari file.</source>
        <translation>.maeari 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It is larger than any model.</source>
        <translation>어떤 모델보다도 큽니다.</translation>
    </message>
    <message>
        <source>It does not hold exactly the files that its description lists.</source>
        <translation>설명에 적힌 파일과 든 파일이 다릅니다.</translation>
    </message>
    <message>
        <source>It is no .maeari file, or was cut off.</source>
        <translation>.maeari 파일이 아니거나 잘렸습니다.</translation>
    </message>
    <message>
        <source>It holds more than a model has.</source>
        <translation>모델에 없는 것이 들어 있습니다.</translation>
    </message>
    <message>
        <source>It holds a file twice, or more than a model has.</source>
        <translation>파일이 두 번 들어 있거나, 모델에 없는 것이 들어 있습니다.</translation>
    </message>
    <message>
        <source>“{0}” cannot be written: {1}.</source>
        <translation>“{0}” 파일에 쓸 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>“{0}” cannot be read: {1}.</source>
        <translation>“{0}” 파일을 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation>파일을 다시 고르세요.</translation>
    </message>
    <message>
        <source>It does not exist.</source>
        <translation>파일이 없습니다.</translation>
    </message>
    <message>
        <source>It is no file.</source>
        <translation>파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It has no {0}, so it is no Maeari model.</source>
        <translation>{0} 파일이 없어 메아리 모델이 아닙니다.</translation>
    </message>
    <message>
        <source>It holds something that does not belong to a model.</source>
        <translation>모델에 속하지 않는 것이 들어 있습니다.</translation>
    </message>
    <message>
        <source>It is locked with a password.</source>
        <translation>암호가 걸려 있습니다.</translation>
    </message>
    <message>
        <source>It is packed in a way that Maeari does not use.</source>
        <translation>메아리가 쓰지 않는 방식으로 압축되어 있습니다.</translation>
    </message>
    <message>
        <source>It is damaged or was cut off.</source>
        <translation>손상되었거나 잘렸습니다.</translation>
    </message>
    <message>
        <source>It unpacks to far more than a model has.</source>
        <translation>풀면 모델보다 훨씬 커집니다.</translation>
    </message>
    <message>
        <source>Check the disk, or choose another folder.</source>
        <translation>디스크를 확인하거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Free some space on the disk and try again.</source>
        <translation>디스크를 조금 비우고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>Choose a folder on another disk.</source>
        <translation>다른 디스크의 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Allow writing in the folder, or choose another one.</source>
        <translation>폴더에 쓰기를 허용하거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Move that file away, or choose another folder.</source>
        <translation>그 파일을 옮기거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Check the folder, or choose another one.</source>
        <translation>폴더를 확인하거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The setting “{0}” does not work: {1}.</source>
        <translation>“{0}” 설정을 쓸 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>“{0}” is an n-gram alone: it has no network that could learn on.</source>
        <translation>“{0}” 모델은 n-그램뿐이라 더 배울 신경망이 없습니다.</translation>
    </message>
    <message>
        <source>Train a new model.</source>
        <translation>새 모델을 학습하세요.</translation>
    </message>
    <message>
        <source>A recipe begins with a new network.</source>
        <translation>예제는 새 신경망으로 시작합니다.</translation>
    </message>
    <message>
        <source>Leave the recipe out, or the model to begin with.</source>
        <translation>예제와 시작할 모델 중 하나를 빼세요.</translation>
    </message>
    <message>
        <source>“{0}” was trained on {1} and can only go on that way.</source>
        <translation>“{0}” 모델은 {1} 단위로 배워서 그렇게만 이어 갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” is a spam checker and cannot learn to write.</source>
        <translation>“{0}” 모델은 스팸 검사기라 쓰기를 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose a language model.</source>
        <translation>언어 모델을 고르세요.</translation>
    </message>
    <message>
        <source>Reading the texts was stopped before its end.</source>
        <translation>글을 다 읽기 전에 멈췄습니다.</translation>
    </message>
    <message>
        <source>Choose a text file or a folder of them.</source>
        <translation>글 파일이나 그런 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>No file was chosen.</source>
        <translation>고른 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{0} no text files.</source>
        <translation>{0} 글 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a folder with .txt, .md or .csv files.</source>
        <translation>.txt, .md, .csv 파일이 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>It is a {0} file; folders are read for text files only.</source>
        <translation>{0} 파일입니다. 폴더에서는 글 파일만 읽습니다.</translation>
    </message>
    <message>
        <source>It is a file that was already read.</source>
        <translation>이미 읽은 파일입니다.</translation>
    </message>
    <message>
        <source>It is a folder that was already read, or a link back to one.</source>
        <translation>이미 읽은 폴더이거나 그리로 되돌아가는 링크입니다.</translation>
    </message>
    <message>
        <source>It is a folder that may not be read.</source>
        <translation>읽기가 허용되지 않은 폴더입니다.</translation>
    </message>
    <message>
        <source>It is a binary file, not a text.</source>
        <translation>글이 아니라 이진 파일입니다.</translation>
    </message>
    <message>
        <source>Choose a text file.</source>
        <translation>글 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It is in an encoding that could not be recognised.</source>
        <translation>알아볼 수 없는 인코딩입니다.</translation>
    </message>
    <message>
        <source>Open it in an editor and save it as UTF-8.</source>
        <translation>편집기에서 열어 UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>It is {0}, not a text.</source>
        <translation>글이 아니라 {0}입니다.</translation>
    </message>
    <message>
        <source>The list of corpora was damaged and is kept as “{0}”; {1}, no text was touched.</source>
        <translation>말뭉치 목록이 손상되어 “{0}”(으)로 남겨 두었습니다. {1}, 글은 건드리지 않았습니다.</translation>
    </message>
    <message>
        <source>This corpus is no longer in the list.</source>
        <translation>이 말뭉치는 더는 목록에 없습니다.</translation>
    </message>
    <message>
        <source>Choose another one on the Corpora page.</source>
        <translation>말뭉치 화면에서 다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>The list of corpora cannot be changed: {0}.</source>
        <translation>말뭉치 목록을 바꿀 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>A corpus needs a name.</source>
        <translation>말뭉치에는 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>Type a name for it.</source>
        <translation>이름을 적으세요.</translation>
    </message>
    <message>
        <source>The name of a corpus has at most {0} characters.</source>
        <translation>말뭉치 이름은 최대 {0}자입니다.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>더 짧은 이름을 고르세요.</translation>
    </message>
    <message>
        <source>There is no text to keep.</source>
        <translation>남길 글이 없습니다.</translation>
    </message>
    <message>
        <source>Paste or type a text first.</source>
        <translation>먼저 글을 붙여넣거나 적으세요.</translation>
    </message>
    <message>
        <source>There is already a corpus named “{0}”.</source>
        <translation>“{0}” 말뭉치가 이미 있습니다.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” is a sample that comes with Maeari.</source>
        <translation>“{0}”은(는) 메아리에 든 견본입니다.</translation>
    </message>
    <message>
        <source>Add a corpus of your own.</source>
        <translation>당신의 말뭉치를 추가하세요.</translation>
    </message>
    <message>
        <source>The list of corpora cannot be read: {0}.</source>
        <translation>말뭉치 목록을 읽을 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The list of corpora was written by a newer version of Maeari.</source>
        <translation>말뭉치 목록이 더 새로운 메아리에서 쓰였습니다.</translation>
    </message>
    <message>
        <source>The list of corpora is damaged and its folder cannot be written.</source>
        <translation>말뭉치 목록이 손상되었고 그 폴더에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>It was left as it is, so nothing can be changed here.</source>
        <translation>그대로 두었으므로 여기서는 아무것도 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>“{0}” does not exist.</source>
        <translation>“{0}”이(가) 없습니다.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>비어 있습니다.</translation>
    </message>
    <message>
        <source>Choose a file with text in it.</source>
        <translation>글이 든 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It has nothing but blank space in it.</source>
        <translation>빈칸밖에 없습니다.</translation>
    </message>
    <message>
        <source>It has no text in that column.</source>
        <translation>그 열에 글이 없습니다.</translation>
    </message>
    <message>
        <source>Choose another column.</source>
        <translation>다른 열을 고르세요.</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>폴더입니다.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>파일을 고르세요.</translation>
    </message>
    <message>
        <source>It is no ordinary file.</source>
        <translation>보통 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It is larger than {0} MB.</source>
        <translation>{0} MB보다 큽니다.</translation>
    </message>
    <message>
        <source>Split it into smaller files and choose those.</source>
        <translation>더 작은 파일로 나누어 고르세요.</translation>
    </message>
    <message>
        <source>Check the name, or choose the file again.</source>
        <translation>이름을 확인하거나 파일을 다시 고르세요.</translation>
    </message>
    <message>
        <source>It may not be read.</source>
        <translation>읽기가 허용되지 않았습니다.</translation>
    </message>
    <message>
        <source>Allow reading it, or choose a copy that you own.</source>
        <translation>읽기를 허용하거나 당신이 가진 사본을 고르세요.</translation>
    </message>
    <message>
        <source>It cannot be opened ({0}).</source>
        <translation>열 수 없습니다 ({0}).</translation>
    </message>
    <message>
        <source>Check the file, or choose a copy of it.</source>
        <translation>파일을 확인하거나 사본을 고르세요.</translation>
    </message>
    <message>
        <source>It is a link to a file that is gone.</source>
        <translation>없어진 파일을 가리키는 링크입니다.</translation>
    </message>
    <message>
        <source>Choose the file itself.</source>
        <translation>파일 자체를 고르세요.</translation>
    </message>
    <message>
        <source>It has changed since it was counted.</source>
        <translation>센 뒤에 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Leave it alone while it is read, and begin again.</source>
        <translation>읽는 동안 그대로 두고 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>This is too little to learn from: add texts until there are 2,000 characters of different words.</source>
        <translation>배우기에 너무 적습니다. 여러 낱말로 된 글이 2,000자가 될 때까지 더하세요.</translation>
    </message>
    <message>
        <source>A model will mostly repeat this word for word; 20,000 characters or more let it invent.</source>
        <translation>모델이 이 글을 거의 그대로 되풀이할 것입니다. 20,000자가 넘으면 지어낼 수 있습니다.</translation>
    </message>
    <message>
        <source>A small model learns spelling and tone from this; 200,000 characters or more give better sentences.</source>
        <translation>작은 모델이 맞춤법과 말투를 배울 수 있습니다. 200,000자가 넘으면 문장이 더 좋아집니다.</translation>
    </message>
    <message>
        <source>This is enough for a model that writes sentences of its own.</source>
        <translation>스스로 문장을 쓰는 모델에 충분합니다.</translation>
    </message>
    <message>
        <source>Choose one of its columns: {0}.</source>
        <translation>열 중 하나를 고르세요: {0}.</translation>
    </message>
    <message>
        <source>It has no column “{0}”.</source>
        <translation>“{0}” 열이 없습니다.</translation>
    </message>
    <message>
        <source>It has {0} columns of text: {1}.</source>
        <translation>글이 든 열이 {0}개 있습니다: {1}.</translation>
    </message>
    <message>
        <source>It has no column that is clearly text.</source>
        <translation>글이 분명한 열이 없습니다.</translation>
    </message>
    <message>
        <source>It has no rows.</source>
        <translation>줄이 없습니다.</translation>
    </message>
    <message>
        <source>Its weights are not those of the network that its description names.</source>
        <translation>가중치가 설명에 적힌 신경망의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>Its weights are not those of the labels that its description names.</source>
        <translation>설명에 적힌 분류의 가중치가 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>It has nothing left after cleaning.</source>
        <translation>정리하고 나니 남은 것이 없습니다.</translation>
    </message>
    <message>
        <source>Take less out of it, or choose another file.</source>
        <translation>덜어 내는 것을 줄이거나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It has no message of “{0}”.</source>
        <translation>“{0}”의 메시지가 없습니다.</translation>
    </message>
    <message>
        <source>Choose one of its speakers: {0}.</source>
        <translation>그 안의 말한 사람 가운데 하나를 고르세요: {0}.</translation>
    </message>
    <message>
        <source>Give its name the ending of its kind, such as .pdf or .docx, or save its text as .txt.</source>
        <translation>.pdf나 .docx처럼 종류에 맞는 확장자를 붙이거나 글을 .txt로 저장하세요.</translation>
    </message>
    <message>
        <source>It needs more memory than there is here.</source>
        <translation>여기 있는 것보다 많은 메모리가 필요합니다.</translation>
    </message>
    <message>
        <source>Close other programs, or split it into smaller files.</source>
        <translation>다른 프로그램을 닫거나 더 작은 파일로 나누세요.</translation>
    </message>
    <message>
        <source>Open it in its own program, save it anew, and choose that file.</source>
        <translation>원래 프로그램에서 열어 새로 저장하고 그 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Save it without a password and choose that file.</source>
        <translation>암호 없이 저장하고 그 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It unpacks to far more than a document holds, so it was not unpacked.</source>
        <translation>풀면 문서보다 훨씬 커져서 풀지 않았습니다.</translation>
    </message>
    <message>
        <source>It is not the kind of document that its name says.</source>
        <translation>이름에 적힌 종류의 문서가 아닙니다.</translation>
    </message>
    <message>
        <source>It lacks its part “{0}”, so it is damaged.</source>
        <translation>“{0}” 부분이 없어 손상된 것입니다.</translation>
    </message>
    <message>
        <source>It is packed in a way that documents are not.</source>
        <translation>문서에 쓰지 않는 방식으로 압축되어 있습니다.</translation>
    </message>
    <message>
        <source>It is locked with a password, or of an older Word (.doc).</source>
        <translation>암호가 걸렸거나 옛 워드(.doc) 문서입니다.</translation>
    </message>
    <message>
        <source>Save it as .docx without a password and choose that file.</source>
        <translation>암호 없이 .docx로 저장하고 그 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It is no Word document, whatever its name says.</source>
        <translation>이름과 달리 워드 문서가 아닙니다.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It holds far more text than a document does.</source>
        <translation>문서보다 훨씬 많은 글이 들어 있습니다.</translation>
    </message>
    <message>
        <source>Split it, and choose the parts.</source>
        <translation>나누어서 그 부분들을 고르세요.</translation>
    </message>
    <message>
        <source>It is locked by its seller, so its text cannot be read.</source>
        <translation>판매자가 잠가서 글을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose a book without a lock.</source>
        <translation>잠기지 않은 책을 고르세요.</translation>
    </message>
    <message>
        <source>It has no {0} in it.</source>
        <translation>{0}이(가) 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>It is of Hangul 97 or older, which cannot be read here.</source>
        <translation>한글 97 이전 문서라 여기서 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Save it as .hwpx and choose that file.</source>
        <translation>.hwpx로 저장하고 그 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It is not a Hangul document, whatever its name says.</source>
        <translation>이름과 달리 한글 문서가 아닙니다.</translation>
    </message>
    <message>
        <source>It was saved for distribution, which locks its text.</source>
        <translation>배포용으로 저장되어 글이 잠겨 있습니다.</translation>
    </message>
    <message>
        <source>Ask for the document it was made from.</source>
        <translation>원본 문서를 받으세요.</translation>
    </message>
    <message>
        <source>Save it anew in Hangul.</source>
        <translation>한글에서 새로 저장하세요.</translation>
    </message>
    <message>
        <source>Write one JSON object a line, or choose a plain text.</source>
        <translation>한 줄에 JSON 객체 하나씩 쓰거나 일반 텍스트를 고르세요.</translation>
    </message>
    <message>
        <source>It has no text under any of its keys.</source>
        <translation>어느 키에도 글이 없습니다.</translation>
    </message>
    <message>
        <source>It has no JSON object in line {0}.</source>
        <translation>{0}번째 줄에 JSON 객체가 없습니다.</translation>
    </message>
    <message>
        <source>It has no JSON in line {0}.</source>
        <translation>{0}번째 줄에 JSON이 없습니다.</translation>
    </message>
    <message>
        <source>It is not a PDF document, whatever its name says.</source>
        <translation>이름과 달리 PDF 문서가 아닙니다.</translation>
    </message>
    <message>
        <source>It has more than {0} pages.</source>
        <translation>{0}쪽이 넘습니다.</translation>
    </message>
    <message>
        <source>It has no text layer: its pages are pictures.</source>
        <translation>글이 없고 쪽마다 그림뿐입니다.</translation>
    </message>
    <message>
        <source>Let a program recognise its text (OCR) and choose that.</source>
        <translation>글자 인식(OCR)을 거친 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It is encrypted in a way that cannot be read here.</source>
        <translation>여기서 읽을 수 없는 방식으로 암호화되어 있습니다.</translation>
    </message>
    <message>
        <source>Save it without protection and choose that file.</source>
        <translation>보호를 풀어 저장하고 그 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It is not a rich text file, whatever its name says.</source>
        <translation>이름과 달리 서식 있는 텍스트(RTF)가 아닙니다.</translation>
    </message>
    <message>
        <source>It defines entities, as a document made to fill the memory does, so it was not read.</source>
        <translation>메모리를 채우려는 문서처럼 엔티티를 정의하고 있어 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>It is no chat that can be read here.</source>
        <translation>여기서 읽을 수 있는 대화가 아닙니다.</translation>
    </message>
    <message>
        <source>Choose the export of a chat by Telegram or ChatGPT.</source>
        <translation>텔레그램이나 ChatGPT에서 내보낸 대화를 고르세요.</translation>
    </message>
    <message>
        <source>It has no mail with text in it.</source>
        <translation>글이 든 메일이 없습니다.</translation>
    </message>
    <message>
        <source>Choose another mailbox, or save the mail anew.</source>
        <translation>다른 메일함을 고르거나 메일을 새로 저장하세요.</translation>
    </message>
    <message>
        <source>It has a line of more than {0} MB.</source>
        <translation>{0} MB가 넘는 줄이 있습니다.</translation>
    </message>
    <message>
        <source>Split it into lines and choose that file.</source>
        <translation>줄로 나누어 그 파일을 고르세요.</translation>
    </message>
    <message>
        <source>No line has two words, so there is nothing to predict.</source>
        <translation>낱말이 둘인 줄이 없어 예측할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a text with longer lines.</source>
        <translation>줄이 더 긴 글을 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” is too short to be scored.</source>
        <translation>“{0}”은(는) 너무 짧아 점수를 낼 수 없습니다.</translation>
    </message>
    <message>
        <source>Name a longer held-out text.</source>
        <translation>더 긴 검증용 글을 고르세요.</translation>
    </message>
    <message>
        <source>There are only {0} {1} to learn from, which is too little.</source>
        <translation>배울 것이 {0} {1}뿐이라 너무 적습니다.</translation>
    </message>
    <message>
        <source>Add more text and train again.</source>
        <translation>글을 더하고 다시 학습하세요.</translation>
    </message>
    <message>
        <source>The text repeats a single {0}, so there is nothing to predict.</source>
        <translation>글이 하나의 {0}만 되풀이해서 예측할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a text with more in it.</source>
        <translation>내용이 더 있는 글을 고르세요.</translation>
    </message>
    <message>
        <source>This recipe holds its whole text in memory, and there are more than {0} MB.</source>
        <translation>이 예제는 글 전체를 메모리에 두는데, {0} MB가 넘습니다.</translation>
    </message>
    <message>
        <source>Choose less text, or train without a recipe.</source>
        <translation>글을 줄이거나 예제 없이 학습하세요.</translation>
    </message>
    <message>
        <source>The work ended by an error in the program ({0}).</source>
        <translation>프로그램 오류로 작업이 끝났습니다 ({0}).</translation>
    </message>
    <message>
        <source>Your files and models are as they were.</source>
        <translation>파일과 모델은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>메모리가 모자랍니다.</translation>
    </message>
    <message>
        <source>Choose a smaller network, or close other programs.</source>
        <translation>더 작은 신경망을 고르거나 다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>A part of the program cannot be loaded ({0}).</source>
        <translation>프로그램의 일부를 불러올 수 없습니다 ({0}).</translation>
    </message>
    <message>
        <source>Install Maeari again, as the README says.</source>
        <translation>README를 따라 메아리를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>A file cannot be used: {0}.</source>
        <translation>파일을 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>Check that it is there and may be read.</source>
        <translation>파일이 있고 읽을 수 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The text cannot be made ready for training: {0}.</source>
        <translation>글을 학습에 맞게 준비할 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>A model that writes by word and one that writes by character cannot be blended.</source>
        <translation>낱말로 쓰는 모델과 글자로 쓰는 모델은 섞을 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose models of the same unit.</source>
        <translation>단위가 같은 모델을 고르세요.</translation>
    </message>
    <message>
        <source>These models cut words in different ways, so they cannot be blended.</source>
        <translation>낱말을 나누는 방식이 달라 섞을 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose others.</source>
        <translation>다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>A blend takes one to {0} models.</source>
        <translation>섞을 수 있는 모델은 하나에서 {0}개까지입니다.</translation>
    </message>
    <message>
        <source>Give at least one of them some weight.</source>
        <translation>적어도 하나에 몫을 주세요.</translation>
    </message>
    <message>
        <source>“{0}” is a spam checker and does not write.</source>
        <translation>“{0}” 모델은 스팸 검사기라 글을 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a model trained on texts.</source>
        <translation>글로 배운 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The backup “{0}” cannot be written: {1}.</source>
        <translation>백업 “{0}”을(를) 저장할 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>A backup inside the data folder would be lost with it.</source>
        <translation>데이터 폴더 안의 백업은 폴더와 함께 사라질 수 있습니다.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>A file of the data was replaced while it was read, so no backup was written.</source>
        <translation>읽는 동안 데이터 파일이 바뀌어 백업을 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Try again when no training runs.</source>
        <translation>학습이 없을 때 다시 해 보세요.</translation>
    </message>
    <message>
        <source>What was written is not what was read, so there is no backup.</source>
        <translation>저장된 내용이 읽은 것과 달라 백업을 만들지 않았습니다.</translation>
    </message>
    <message>
        <source>Check the disk, or choose another one.</source>
        <translation>디스크를 확인하거나 다른 디스크를 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” gives labels and does not write.</source>
        <translation>“{0}” 모델은 분류만 하고 글을 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>This is enough for a model that writes sentences of its own: train it for about {0} min.</source>
        <translation>스스로 문장을 쓰는 모델을 만들기에 충분합니다. 약 {0}분 학습하세요.</translation>
    </message>
    <message>
        <source>{0} secrets were found: mask or review them before you train, since a model repeats what it read.</source>
        <translation>개인 정보가 {0}개 발견되었습니다. 모델은 읽은 것을 되풀이하므로 학습하기 전에 가리거나 검토하세요.</translation>
    </message>
    <message>
        <source>A secret was found: mask or review it before you train, since a model repeats what it read.</source>
        <translation>개인 정보가 하나 발견되었습니다. 모델은 읽은 것을 되풀이하므로 학습하기 전에 가리거나 검토하세요.</translation>
    </message>
    <message>
        <source>Many characters could not be decoded: save these files as UTF-8 and add them again.</source>
        <translation>읽지 못한 글자가 많습니다. 파일을 UTF-8로 저장한 뒤 다시 추가하세요.</translation>
    </message>
    <message>
        <source>Two languages share this text: a model learns each of them better from a corpus of its own.</source>
        <translation>이 글에는 두 언어가 섞여 있습니다. 언어마다 말뭉치를 따로 두면 모델이 더 잘 배웁니다.</translation>
    </message>
    <message>
        <source>Train by character for about {0} min: by word, {1} of what comes next would be unknown.</source>
        <translation>글자 단위로 약 {0}분 학습하세요. 단어 단위로는 이어질 말의 {1}가 모르는 단어가 됩니다.</translation>
    </message>
    <message>
        <source>What was read could not be kept ({0}), so it will be read anew next time.</source>
        <translation>읽은 내용을 보관할 수 없어({0}) 다음번에 다시 읽습니다.</translation>
    </message>
    <message>
        <source>Close other programs, or split it.</source>
        <translation>다른 프로그램을 닫거나 파일을 나누세요.</translation>
    </message>
    <message>
        <source>The report of the import cannot be kept: {0}.</source>
        <translation>가져오기 결과를 보관할 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>It has no text in it.</source>
        <translation>텍스트가 없습니다.</translation>
    </message>
    <message>
        <source>Choose another mail, or save this one anew.</source>
        <translation>다른 메일을 고르거나 이 메일을 다시 저장하세요.</translation>
    </message>
    <message>
        <source>It is no mail.</source>
        <translation>메일이 아닙니다.</translation>
    </message>
    <message>
        <source>It is a report by a mail server, which nobody wrote.</source>
        <translation>사람이 쓴 메일이 아니라 메일 서버가 보낸 보고입니다.</translation>
    </message>
    <message>
        <source>Choose a mail of a person.</source>
        <translation>사람이 쓴 메일을 고르세요.</translation>
    </message>
    <message>
        <source>It has attachments but no text of its own.</source>
        <translation>첨부 파일만 있고 본문이 없습니다.</translation>
    </message>
    <message>
        <source>Save the attachments, and choose those.</source>
        <translation>첨부 파일을 저장한 뒤 그 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It changed while it was read.</source>
        <translation>읽는 동안 파일이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The folder of your data, “{0}”, is not there; nothing is lost if its drive is unplugged.</source>
        <translation>데이터 폴더 “{0}”이(가) 없습니다. 드라이브가 빠진 것이라면 잃은 것은 없습니다.</translation>
    </message>
    <message>
        <source>Connect the drive and try again, choose the folder, or use the standard place.</source>
        <translation>드라이브를 연결해 다시 해 보거나, 폴더를 고르거나, 기본 자리를 쓰세요.</translation>
    </message>
    <message>
        <source>The folder of your data, “{0}”, cannot be written: {1}; what is in it can still be read.</source>
        <translation>데이터 폴더 “{0}”에 쓸 수 없습니다: {1}. 그 안의 것은 아직 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Allow writing in the folder, or move the data to another one.</source>
        <translation>폴더에 쓰기를 허용하거나 데이터를 다른 폴더로 옮기세요.</translation>
    </message>
    <message>
        <source>“{0}” holds files, but no data of Maeari; nothing was changed.</source>
        <translation>“{0}”에 파일은 있지만 메아리의 데이터는 없습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Choose the folder that was moved there, or an empty one.</source>
        <translation>그곳으로 옮긴 폴더나 빈 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” cannot be used: {1}.</source>
        <translation>“{0}”을(를) 쓸 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>MAEARI_HOME says where the data is, so it cannot be moved from here.</source>
        <translation>MAEARI_HOME이 데이터의 자리를 정하므로 여기에서는 옮길 수 없습니다.</translation>
    </message>
    <message>
        <source>Move the folder yourself, or start Maeari without MAEARI_HOME.</source>
        <translation>폴더를 직접 옮기거나 MAEARI_HOME 없이 메아리를 시작하세요.</translation>
    </message>
    <message>
        <source>There is not enough room: {0} are needed and {1} are free; nothing was changed.</source>
        <translation>자리가 모자랍니다. {0}이(가) 필요한데 {1}이(가) 비어 있습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Free some space, or choose another disk.</source>
        <translation>공간을 비우거나 다른 디스크를 고르세요.</translation>
    </message>
    <message>
        <source>A window of Maeari is open on this data; nothing was changed.</source>
        <translation>이 데이터로 메아리 창이 열려 있습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Close it and try again.</source>
        <translation>창을 닫고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>The note of where your data is cannot be read, so Maeari does not know the folder; nothing is lost.</source>
        <translation>데이터의 자리를 적은 쪽지를 읽을 수 없어 폴더를 알 수 없습니다. 잃은 것은 없습니다.</translation>
    </message>
    <message>
        <source>Choose the folder of your data, or use the standard place.</source>
        <translation>데이터 폴더를 고르거나 기본 자리를 쓰세요.</translation>
    </message>
    <message>
        <source>The data cannot be moved: {0}; it is in use where it was.</source>
        <translation>데이터를 옮길 수 없습니다: {0}. 원래 자리의 것을 씁니다.</translation>
    </message>
    <message>
        <source>The data is in this folder already.</source>
        <translation>데이터가 이미 이 폴더에 있습니다.</translation>
    </message>
    <message>
        <source>The data cannot be moved into a folder inside itself.</source>
        <translation>데이터를 자기 안의 폴더로 옮길 수는 없습니다.</translation>
    </message>
    <message>
        <source>Choose a folder outside of it.</source>
        <translation>그 바깥의 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>This is the folder of the settings.</source>
        <translation>설정이 있는 폴더입니다.</translation>
    </message>
    <message>
        <source>Choose another folder for the data.</source>
        <translation>데이터를 둘 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” is a file.</source>
        <translation>“{0}”은(는) 파일입니다.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The data kept changing while it was copied; it is in use where it was.</source>
        <translation>복사하는 동안 데이터가 계속 바뀌었습니다. 원래 자리의 것을 씁니다.</translation>
    </message>
    <message>
        <source>Stop trainings and other windows of Maeari, and try again.</source>
        <translation>학습과 다른 메아리 창을 멈추고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>“{0}” cannot be written; nothing was changed.</source>
        <translation>“{0}”에 쓸 수 없습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>“{0}” already holds data of Maeari; nothing was changed.</source>
        <translation>“{0}”에 이미 메아리의 데이터가 있습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Choose an empty folder.</source>
        <translation>빈 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” is not empty; nothing was changed.</source>
        <translation>“{0}”이(가) 비어 있지 않습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Choose an empty folder, or a new one inside it.</source>
        <translation>빈 폴더나 그 안의 새 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” cannot be made; nothing was changed.</source>
        <translation>“{0}”을(를) 만들 수 없습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>What was copied is not what is in your data folder, which is in use where it was.</source>
        <translation>복사한 것이 데이터 폴더의 것과 다릅니다. 원래 자리의 것을 씁니다.</translation>
    </message>
    <message>
        <source>Check the other disk, or choose another one.</source>
        <translation>그 디스크를 확인하거나 다른 디스크를 고르세요.</translation>
    </message>
    <message>
        <source>The old folder cannot be removed: {0}.</source>
        <translation>예전 폴더를 지울 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The model&apos;s vocabulary is empty, so it was not loaded.</source>
        <translation>모델의 어휘가 비어 있어 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>The model has neither a network nor an n-gram, so it was not loaded.</source>
        <translation>모델에 신경망도 n-그램도 없어 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s vocabulary and weights do not belong together, so it was not loaded.</source>
        <translation>모델의 어휘와 가중치가 서로 맞지 않아 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s confidence curve cannot be read.</source>
        <translation>모델의 확신 곡선을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Train it again, or import it again.</source>
        <translation>다시 학습하거나 다시 가져오세요.</translation>
    </message>
    <message>
        <source>A blend of models cannot be scored.</source>
        <translation>섞은 모델은 점수를 낼 수 없습니다.</translation>
    </message>
    <message>
        <source>Score each of its models.</source>
        <translation>모델마다 점수를 내세요.</translation>
    </message>
    <message>
        <source>The text is too short to be scored.</source>
        <translation>글이 너무 짧아 점수를 낼 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose a text of at least two tokens.</source>
        <translation>토큰이 둘 이상인 글을 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” checks mails and reads no seed.</source>
        <translation>“{0}” 모델은 메일을 검사할 뿐 첫머리를 읽지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a model that writes.</source>
        <translation>글을 쓰는 모델을 고르세요.</translation>
    </message>
    <message>
        <source>“{0}” counts and has no network to look into.</source>
        <translation>“{0}” 모델은 셀 뿐이라 들여다볼 신경망이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a trained model.</source>
        <translation>학습한 모델을 고르세요.</translation>
    </message>
    <message>
        <source>There is no text to read.</source>
        <translation>읽을 글이 없습니다.</translation>
    </message>
    <message>
        <source>Type a few words.</source>
        <translation>몇 낱말을 적으세요.</translation>
    </message>
    <message>
        <source>The model&apos;s mixing weights cannot be read.</source>
        <translation>모델의 섞는 가중치를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no text to count.</source>
        <translation>셀 글이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a text of at least one token.</source>
        <translation>토큰이 하나 이상인 글을 고르세요.</translation>
    </message>
    <message>
        <source>The n-gram tables of the model cannot be read.</source>
        <translation>모델의 n-그램 표를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Train it again, or import an undamaged copy.</source>
        <translation>다시 학습하거나 손상되지 않은 사본을 가져오세요.</translation>
    </message>
    <message>
        <source>The model&apos;s weights give no numbers, so it cannot write.</source>
        <translation>모델의 가중치가 수를 내지 못해 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Train it again.</source>
        <translation>다시 학습하세요.</translation>
    </message>
    <message>
        <source>Only a language model of your own texts can go on from another model.</source>
        <translation>당신의 글로 배우는 언어 모델만 다른 모델에서 이어 갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>빼 주세요.</translation>
    </message>
    <message>
        <source>There is no text to train on.</source>
        <translation>학습할 글이 없습니다.</translation>
    </message>
    <message>
        <source>Name at least one file or folder.</source>
        <translation>파일이나 폴더를 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>A recipe trains a network, so it is not ready at once.</source>
        <translation>예제는 신경망을 학습하므로 바로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Leave --instant out.</source>
        <translation>--instant를 빼세요.</translation>
    </message>
    <message>
        <source>Several machines cannot go on with an interrupted training.</source>
        <translation>여러 컴퓨터로는 끊긴 학습을 이어 갈 수 없습니다.</translation>
    </message>
    <message>
        <source>Unset TF_CONFIG, or train anew.</source>
        <translation>TF_CONFIG를 지우거나 새로 학습하세요.</translation>
    </message>
    <message>
        <source>This model&apos;s vocabulary cannot grow, so words that it does not know stay unknown to it.</source>
        <translation>이 모델의 어휘는 늘릴 수 없어, 모르는 낱말은 계속 모릅니다.</translation>
    </message>
    <message>
        <source>{0} more files were left out.</source>
        <translation>파일 {0}개를 더 뺐습니다.</translation>
    </message>
    <message>
        <source>{0} {1}: {2}; unsure: {3}.</source>
        <translation>{0} {1}: {2}; 불확실: {3}.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>디스크가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation>디스크가 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Access to it is not allowed.</source>
        <translation>접근이 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>A file is in the way of its folder.</source>
        <translation>폴더 자리에 같은 이름의 파일이 있습니다.</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>폴더가 없습니다.</translation>
    </message>
    <message>
        <source>The system refused it.</source>
        <translation>시스템이 거부했습니다.</translation>
    </message>
    <message>
        <source>In the plain texts of a large corpus repeats are found within a megabyte only.</source>
        <translation>큰 말뭉치의 일반 텍스트에서는 1메가바이트 안에서만 되풀이를 찾습니다.</translation>
    </message>
    <message>
        <source>{0} % of the text repeats itself: take the duplicates out, or a model will recite them.</source>
        <translation>글의 {0} %가 되풀이됩니다. 중복을 빼지 않으면 모델이 그대로 외웁니다.</translation>
    </message>
    <message>
        <source>Its mails hold more than {0} MB of text.</source>
        <translation>메일에 든 글이 {0} MB를 넘습니다.</translation>
    </message>
    <message>
        <source>The text is no longer in “{0}”.</source>
        <translation>글이 “{0}” 파일에 더는 없습니다.</translation>
    </message>
    <message>
        <source>“{0}” has not learned any labels.</source>
        <translation>“{0}” 모델은 분류 이름을 배우지 않았습니다.</translation>
    </message>
    <message>
        <source>Choose a model of labels, or train one.</source>
        <translation>분류 모델을 고르거나 하나 학습시키세요.</translation>
    </message>
    <message>
        <source>Two labels are nearly as likely: “{0}” and “{1}”.</source>
        <translation>두 분류의 가능성이 거의 같습니다: “{0}”, “{1}”.</translation>
    </message>
    <message>
        <source>The model “{0}” lacks a part of its labels, so it was not loaded.</source>
        <translation>“{0}” 모델에 분류의 일부가 없어서 열지 않았습니다.</translation>
    </message>
    <message>
        <source>It is no table.</source>
        <translation>표가 아닙니다.</translation>
    </message>
    <message>
        <source>Choose a file that ends in {0}.</source>
        <translation>이름이 {0}(으)로 끝나는 파일을 고르세요.</translation>
    </message>
    <message>
        <source>It has the texts and the labels in one column.</source>
        <translation>글과 분류가 같은 열에 있습니다.</translation>
    </message>
    <message>
        <source>Name two different columns.</source>
        <translation>서로 다른 두 열을 고르세요.</translation>
    </message>
    <message>
        <source>It has no text with a label that this model knows.</source>
        <translation>이 모델이 아는 분류가 붙은 글이 없습니다.</translation>
    </message>
    <message>
        <source>So few texts hold fewer than two labels with at least {0} of them.</source>
        <translation>이만큼의 글에는 {0}개 이상 있는 분류가 둘이 되지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a higher limit.</source>
        <translation>더 많은 글을 쓰도록 정하세요.</translation>
    </message>
    <message>
        <source>It has {0} different values in the column “{1}”, too many to be labels.</source>
        <translation>“{1}” 열에 서로 다른 값이 {0}개 있어 분류로 쓰기에는 너무 많습니다.</translation>
    </message>
    <message>
        <source>Choose a column with at most {0} of them.</source>
        <translation>서로 다른 값이 {0}개 이하인 열을 고르세요.</translation>
    </message>
    <message>
        <source>It has fewer than two labels with at least {0} texts in the column “{1}”.</source>
        <translation>“{1}” 열에는 글이 {0}개 이상 있는 분류가 둘이 되지 않습니다.</translation>
    </message>
    <message>
        <source>Choose another column, or add texts.</source>
        <translation>다른 열을 고르거나 글을 더 넣으세요.</translation>
    </message>
    <message>
        <source>One table with a column of labels is needed.</source>
        <translation>분류 열이 있는 표 하나가 필요합니다.</translation>
    </message>
    <message>
        <source>Name the table and its column of labels.</source>
        <translation>표와 분류 열을 고르세요.</translation>
    </message>
    <message>
        <source>Rows without a text or a label were left out ({0}).</source>
        <translation>글이나 분류가 없는 줄은 뺐습니다({0}).</translation>
    </message>
    <message>
        <source>Labels with very few texts were left out ({0}): {1}.</source>
        <translation>글이 매우 적은 분류는 뺐습니다({0}): {1}.</translation>
    </message>
    <message>
        <source>Of {0} texts {1} are learned, drawn at random.</source>
        <translation>글 {0}개 가운데 무작위로 고른 {1}개를 배웁니다.</translation>
    </message>
    <message>
        <source>The folder of the models cannot be read: {0}.</source>
        <translation>모델 폴더를 읽을 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>Delete it and train it again, or import it again from a .maeari file.</source>
        <translation>지우고 다시 학습하거나 .maeari 파일에서 다시 가져오세요.</translation>
    </message>
    <message>
        <source>A model has at most {0} parts beside its network.</source>
        <translation>모델에는 신경망 말고 최대 {0}개의 부분이 있습니다.</translation>
    </message>
    <message>
        <source>It was written by a newer version of Maeari.</source>
        <translation>더 새로운 메아리에서 쓰였습니다.</translation>
    </message>
    <message>
        <source>Update Maeari to use it.</source>
        <translation>쓰려면 메아리를 업데이트하세요.</translation>
    </message>
    <message>
        <source>Its description (model.json) names no version that exists.</source>
        <translation>설명(model.json)에 적힌 판이 없습니다.</translation>
    </message>
    <message>
        <source>Its description (model.json) lists too many files.</source>
        <translation>설명(model.json)에 파일이 너무 많습니다.</translation>
    </message>
    <message>
        <source>The network is too large to be saved.</source>
        <translation>신경망이 너무 커서 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>Train with fewer units or a smaller vocabulary.</source>
        <translation>유닛 수나 어휘를 줄여 학습하세요.</translation>
    </message>
    <message>
        <source>Its weights (weights.safetensors) are not 32-bit numbers.</source>
        <translation>가중치(weights.safetensors)가 32비트 수가 아닙니다.</translation>
    </message>
    <message>
        <source>Its weights (weights.safetensors) hold values that are no numbers.</source>
        <translation>가중치(weights.safetensors)에 수가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>The n-gram was not saved, because its counts are no whole numbers.</source>
        <translation>n-그램의 개수가 정수가 아니라 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Its n-gram (ngram.safetensors) does not hold whole numbers.</source>
        <translation>n-그램(ngram.safetensors)에 정수가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>Its {0} ({1}) begins with a table that is too large.</source>
        <translation>{0}({1})의 머리 표가 너무 큽니다.</translation>
    </message>
    <message>
        <source>The model was not saved, because its part “{0}” is too large.</source>
        <translation>“{0}” 부분이 너무 커서 모델을 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Its file {0} cannot be read.</source>
        <translation>{0} 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>“{0}” cannot be the name of a part of a model.</source>
        <translation>“{0}”은(는) 모델 부분의 이름이 될 수 없습니다.</translation>
    </message>
    <message>
        <source>Use small letters and underscores.</source>
        <translation>소문자와 밑줄을 쓰세요.</translation>
    </message>
    <message>
        <source>Its description (model.json) has a wrong or missing value at “{0}”.</source>
        <translation>설명(model.json)의 “{0}” 값이 틀렸거나 없습니다.</translation>
    </message>
    <message>
        <source>Its description (model.json) does not list its files.</source>
        <translation>설명(model.json)에 파일 목록이 없습니다.</translation>
    </message>
    <message>
        <source>Its description (model.json) does not list {0}.</source>
        <translation>설명(model.json)에 {0}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Its description (model.json) lists a file that does not belong to a model.</source>
        <translation>설명(model.json)에 모델에 속하지 않는 파일이 있습니다.</translation>
    </message>
    <message>
        <source>Its file {0} is not what was saved; it was cut off or changed.</source>
        <translation>{0} 파일이 저장한 것과 다릅니다. 잘렸거나 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The network was not saved, because its weights are no longer numbers.</source>
        <translation>가중치가 수가 아니게 되어 신경망을 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Train with a smaller learning rate.</source>
        <translation>학습률을 낮추어 학습하세요.</translation>
    </message>
    <message>
        <source>Its {0} ({1}) cannot be read.</source>
        <translation>{0}({1})을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The model was not saved, because its part “{0}” is not plain data.</source>
        <translation>“{0}” 부분이 단순한 데이터가 아니라 모델을 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>The texts of this model are not beside it, so only its vocabulary was looked through for secrets.</source>
        <translation>이 모델의 원래 글이 곁에 없어서, 어휘에서만 개인 정보를 찾아보았습니다.</translation>
    </message>
    <message>
        <source>Only the last part of its texts was looked through for secrets.</source>
        <translation>글의 마지막 부분에서만 개인 정보를 찾아보았습니다.</translation>
    </message>
    <message>
        <source>Its network may still repeat a secret that it read: train it with secrets masked to be sure.</source>
        <translation>신경망은 읽은 개인 정보를 아직 되풀이할 수 있습니다. 확실히 하려면 개인 정보를 가리고 학습하세요.</translation>
    </message>
    <message>
        <source>The model cannot be put into the bin: {0}.</source>
        <translation>모델을 휴지통에 넣을 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The bin cannot be read: {0}.</source>
        <translation>휴지통을 읽을 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The model cannot be taken out of the bin: {0}.</source>
        <translation>모델을 휴지통에서 꺼낼 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The model cannot be deleted: {0}.</source>
        <translation>모델을 지울 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The bin cannot be emptied: {0}.</source>
        <translation>휴지통을 비울 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>A model needs a name.</source>
        <translation>모델에는 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>The name of a model has at most {0} characters.</source>
        <translation>모델 이름은 최대 {0}자입니다.</translation>
    </message>
    <message>
        <source>The name of a model cannot hold line ends or control characters.</source>
        <translation>모델 이름에는 줄 바꿈이나 제어 문자를 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The model “{0}” cannot be read: {1}.</source>
        <translation>모델 “{0}”을(를) 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>The texts beside the model cannot be read: {0}.</source>
        <translation>모델과 함께 보관된 글을 읽을 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The texts cannot be kept beside the model: {0}.</source>
        <translation>글을 모델과 함께 보관할 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The models folder cannot be written to: {0}.</source>
        <translation>모델 폴더에 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The model cannot be renamed: {0}.</source>
        <translation>모델의 이름을 바꿀 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The folder of the model cannot be written: {0}.</source>
        <translation>모델의 폴더에 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The model cannot be saved: {0}.</source>
        <translation>모델을 저장할 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The model has no embedding, so it was not loaded.</source>
        <translation>모델에 임베딩이 없어 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s weights do not fit its description, so it was not loaded.</source>
        <translation>모델의 가중치가 설명과 맞지 않아 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>On {0} % of the text the {1} is better by {2} nats per token.</source>
        <translation>글의 {0} %에서는 {1}이(가) 토큰당 {2}나트 더 좋습니다.</translation>
    </message>
    <message>
        <source>One link; it was not opened.</source>
        <translation>링크 1개가 있고, 열지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} links; none was opened.</source>
        <translation>링크 {0}개가 있고, 하나도 열지 않았습니다.</translation>
    </message>
    <message>
        <source>One link to {0}; it was not opened.</source>
        <translation>{0}(으)로 가는 링크 1개가 있고, 열지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} links to {1} and others; none was opened.</source>
        <translation>{1} 등으로 가는 링크 {0}개가 있고, 하나도 열지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} links to {1}; none was opened.</source>
        <translation>{1}(으)로 가는 링크 {0}개가 있고, 하나도 열지 않았습니다.</translation>
    </message>
    <message>
        <source>Choose another backup; your present data is as it was.</source>
        <translation>다른 백업을 고르세요. 지금의 데이터는 그대로입니다.</translation>
    </message>
    <message>
        <source>A backup is half in its place, and going on with it failed: {0}; nothing is lost.</source>
        <translation>백업을 되돌리다 멈췄고 이어서 하지 못했습니다: {0}. 잃은 것은 없습니다.</translation>
    </message>
    <message>
        <source>This backup unpacks to far more than it could hold.</source>
        <translation>이 백업은 담을 수 있는 것보다 훨씬 크게 풀립니다.</translation>
    </message>
    <message>
        <source>This is no backup of Maeari, or it was cut off.</source>
        <translation>메아리의 백업이 아니거나 끝이 잘렸습니다.</translation>
    </message>
    <message>
        <source>This backup holds more files than it could.</source>
        <translation>이 백업에는 있을 수 있는 것보다 파일이 많습니다.</translation>
    </message>
    <message>
        <source>This backup is damaged, or is none.</source>
        <translation>백업이 손상되었거나 백업이 아닙니다.</translation>
    </message>
    <message>
        <source>This is no backup of Maeari.</source>
        <translation>메아리의 백업이 아닙니다.</translation>
    </message>
    <message>
        <source>This backup was written by a newer version of Maeari.</source>
        <translation>더 새로운 메아리가 만든 백업입니다.</translation>
    </message>
    <message>
        <source>This backup holds a file twice.</source>
        <translation>이 백업에는 같은 파일이 두 번 들어 있습니다.</translation>
    </message>
    <message>
        <source>The settings in this backup are larger than any.</source>
        <translation>이 백업의 설정이 지나치게 큽니다.</translation>
    </message>
    <message>
        <source>This backup does not hold exactly the files that it lists.</source>
        <translation>이 백업의 파일이 목록과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The backup cannot be restored: {0}; your present data is as it was.</source>
        <translation>백업을 되돌릴 수 없습니다: {0}. 지금의 데이터는 그대로입니다.</translation>
    </message>
    <message>
        <source>The backup is being put in place: {0}.</source>
        <translation>백업을 제자리에 놓는 중입니다: {0}.</translation>
    </message>
    <message>
        <source>Start Maeari again to go on with it.</source>
        <translation>메아리를 다시 시작하면 이어서 합니다.</translation>
    </message>
    <message>
        <source>This backup names files outside of the data folder, or none that are data.</source>
        <translation>이 백업은 데이터 폴더 밖의 파일이나 데이터가 아닌 파일을 가리킵니다.</translation>
    </message>
    <message>
        <source>This backup holds something that does not belong to one.</source>
        <translation>이 백업에 들어 있어서는 안 되는 것이 있습니다.</translation>
    </message>
    <message>
        <source>This backup is packed in a way that Maeari does not use.</source>
        <translation>메아리가 쓰지 않는 방식으로 묶은 백업입니다.</translation>
    </message>
    <message>
        <source>A file of this backup is not what was saved; it was cut off or changed.</source>
        <translation>백업의 파일이 저장한 것과 다릅니다. 잘렸거나 바뀌었습니다.</translation>
    </message>
    <message>
        <source>A file of this backup is longer than it says.</source>
        <translation>백업의 파일이 적힌 것보다 깁니다.</translation>
    </message>
    <message>
        <source>There is no recipe named “{0}”.</source>
        <translation>“{0}” 예제가 없습니다.</translation>
    </message>
    <message>
        <source>The recipes are: {0}.</source>
        <translation>예제 목록: {0}.</translation>
    </message>
    <message>
        <source>Proverbs, word by word (SimpleRNN)</source>
        <translation>속담, 낱말 단위 (SimpleRNN)</translation>
    </message>
    <message>
        <source>Three Korean proverbs cut into prefixes; a SimpleRNN of 32 learns which word follows.</source>
        <translation>한국 속담 셋을 앞토막으로 잘라, 유닛 32의 SimpleRNN이 다음 낱말을 배웁니다.</translation>
    </message>
    <message>
        <source>Many-to-one prediction, padding in front, softmax over a vocabulary of eleven words.</source>
        <translation>다대일 예측, 앞쪽 패딩, 열한 낱말 어휘의 소프트맥스.</translation>
    </message>
    <message>
        <source>Headlines, word by word (LSTM)</source>
        <translation>기사 제목, 낱말 단위 (LSTM)</translation>
    </message>
    <message>
        <source>Newspaper headlines cut into prefixes; an LSTM of 128 learns which word follows.</source>
        <translation>신문 기사 제목을 앞토막으로 잘라, 유닛 128의 LSTM이 다음 낱말을 배웁니다.</translation>
    </message>
    <message>
        <source>Cleaning a table of texts, a vocabulary of thousands, and the same network with a longer memory.</source>
        <translation>글이 든 표 다듬기, 수천 낱말의 어휘, 그리고 기억이 더 긴 같은 신경망.</translation>
    </message>
    <message>
        <source>A table (CSV) with a column named headline.</source>
        <translation>headline 열이 있는 표(CSV).</translation>
    </message>
    <message>
        <source>A book, character by character (two LSTM layers)</source>
        <translation>책, 글자 단위 (LSTM 두 층)</translation>
    </message>
    <message>
        <source>Windows of 60 characters; two LSTM layers of 256 predict the next character at every step.</source>
        <translation>60글자 창에서 유닛 256의 LSTM 두 층이 스텝마다 다음 글자를 예측합니다.</translation>
    </message>
    <message>
        <source>Many-to-many prediction, teacher forcing, a dense layer at every time step, deep networks.</source>
        <translation>다대다 예측, 교사 강요, 시점마다 밀집층, 깊은 신경망.</translation>
    </message>
    <message>
        <source>A book as a text file; the seminar used Alice in Wonderland.</source>
        <translation>글 파일로 된 책. 세미나에서는 『이상한 나라의 앨리스』를 썼습니다.</translation>
    </message>
    <message>
        <source>A poem, character by character (LSTM)</source>
        <translation>시, 글자 단위 (LSTM)</translation>
    </message>
    <message>
        <source>Windows of 10 characters; an LSTM of 80 predicts the character that follows each.</source>
        <translation>10글자 창에서 유닛 80의 LSTM이 뒤따르는 글자를 예측합니다.</translation>
    </message>
    <message>
        <source>Many-to-one prediction on characters, and how a small network learns a text by heart.</source>
        <translation>글자에서의 다대일 예측, 그리고 작은 신경망이 글을 외우는 모습.</translation>
    </message>
    <message>
        <source>Spam or not (LSTM, one sigmoid)</source>
        <translation>스팸인가 아닌가 (LSTM, 시그모이드 하나)</translation>
    </message>
    <message>
        <source>Labelled Korean and English messages; an LSTM reads one and says 0 or 1 with a probability.</source>
        <translation>라벨이 붙은 한국어·영어 메시지. LSTM이 하나를 읽고 0이나 1을 확률로 말합니다.</translation>
    </message>
    <message>
        <source>Many-to-one classification: tokens, padding, embedding, recurrent layer, sigmoid.</source>
        <translation>다대일 분류: 토큰, 패딩, 임베딩, 순환층, 시그모이드.</translation>
    </message>
    <message>
        <source>A deep network (three SimpleRNN layers)</source>
        <translation>깊은 신경망 (SimpleRNN 세 층)</translation>
    </message>
    <message>
        <source>Each layer reads every hidden state of the one below it.</source>
        <translation>각 층이 아래층의 모든 은닉 상태를 읽습니다.</translation>
    </message>
    <message>
        <source>Stacking recurrent layers: all but the last must return their whole sequence.</source>
        <translation>순환층 쌓기: 마지막 층 말고는 모두 시퀀스 전체를 돌려주어야 합니다.</translation>
    </message>
    <message>
        <source>Reading from both ends (bidirectional SimpleRNN)</source>
        <translation>양쪽에서 읽기 (양방향 SimpleRNN)</translation>
    </message>
    <message>
        <source>Two SimpleRNN layers read each message forwards and backwards before they judge it.</source>
        <translation>SimpleRNN 두 층이 메시지를 앞뒤로 읽고 나서 판단합니다.</translation>
    </message>
    <message>
        <source>Bidirectional layers, and why only a classifier may have them.</source>
        <translation>양방향 층, 그리고 분류기만 그것을 쓸 수 있는 까닭.</translation>
    </message>
    <message>
        <source>The three cells on the same text</source>
        <translation>같은 글에서 세 가지 셀</translation>
    </message>
    <message>
        <source>SimpleRNN, GRU and LSTM of the same width, on a small part of a text and on all of it.</source>
        <translation>같은 너비의 SimpleRNN, GRU, LSTM을 글의 일부와 전체에서.</translation>
    </message>
    <message>
        <source>Whether the rule “little text: GRU; much text: LSTM” holds here, by measurement.</source>
        <translation>“글이 적으면 GRU, 많으면 LSTM”이라는 말이 여기서 맞는지 재어 봅니다.</translation>
    </message>
    <message>
        <source>Train the model again to have its texts beside it.</source>
        <translation>글을 모델 곁에 두려면 다시 학습하세요.</translation>
    </message>
    <message>
        <source>The texts kept beside “{0}” are damaged, so nothing is traced.</source>
        <translation>“{0}” 모델 곁의 글이 손상되어 출처를 찾지 못합니다.</translation>
    </message>
    <message>
        <source>The mail is no longer in “{0}”.</source>
        <translation>“{0}”에 그 메일이 더는 없습니다.</translation>
    </message>
    <message>
        <source>Open the file again.</source>
        <translation>파일을 다시 여세요.</translation>
    </message>
    <message>
        <source>Not measured: no messages were held out.</source>
        <translation>재지 않음: 검증용 메시지가 없습니다.</translation>
    </message>
    <message>
        <source>Not measured: no ordinary messages were held out.</source>
        <translation>재지 않음: 검증용 정상 메시지가 없습니다.</translation>
    </message>
    <message>
        <source>The charset “{0}” is not known; the text was read as {1}.</source>
        <translation>“{0}” 문자 집합을 몰라 {1}(으)로 읽었습니다.</translation>
    </message>
    <message>
        <source>Some characters are broken in the charset {0} and were replaced.</source>
        <translation>{0} 문자 집합에서 깨진 글자를 바꾸었습니다.</translation>
    </message>
    <message>
        <source>The mail says {0} but its bytes do not fit; it was read as {1}.</source>
        <translation>메일에는 {0}(이)라고 적혔지만 바이트가 맞지 않아 {1}(으)로 읽었습니다.</translation>
    </message>
    <message>
        <source>The mail says {0} but is written in UTF-8; it was read as UTF-8.</source>
        <translation>메일에는 {0}(이)라고 적혔지만 UTF-8로 쓰여 UTF-8로 읽었습니다.</translation>
    </message>
    <message>
        <source>It has marks of both: its probability lies between the limits for normal and for spam.</source>
        <translation>양쪽 특징이 다 있습니다. 확률이 정상과 스팸의 경계 사이에 있습니다.</translation>
    </message>
    <message>
        <source>Its content is encrypted, so there is nothing to judge.</source>
        <translation>내용이 암호화되어 판단할 것이 없습니다.</translation>
    </message>
    <message>
        <source>It holds pictures and hardly any text, and pictures are not looked at.</source>
        <translation>그림뿐이고 글이 거의 없는데, 그림은 보지 않습니다.</translation>
    </message>
    <message>
        <source>There is no text in it to judge.</source>
        <translation>판단할 글이 없습니다.</translation>
    </message>
    <message>
        <source>This model knows too few of its words to judge it.</source>
        <translation>이 모델이 아는 낱말이 너무 적어 판단할 수 없습니다.</translation>
    </message>
    <message>
        <source>It is too short, or this model knows too few of its words.</source>
        <translation>너무 짧거나, 이 모델이 아는 낱말이 너무 적습니다.</translation>
    </message>
    <message>
        <source>This mail has too little text to judge.</source>
        <translation>판단하기에 글이 너무 적습니다.</translation>
    </message>
    <message>
        <source>“{0}” writes text and cannot tell spam.</source>
        <translation>“{0}” 모델은 글을 쓰는 모델이라 스팸을 가리지 못합니다.</translation>
    </message>
    <message>
        <source>Choose a spam model, or train one from labelled mails.</source>
        <translation>스팸 모델을 고르거나 라벨이 붙은 메일로 학습하세요.</translation>
    </message>
    <message>
        <source>The vocabulary of the model “{0}” does not fit its network, so it was not loaded.</source>
        <translation>“{0}” 모델의 어휘가 신경망과 맞지 않아 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>It is written in {0}, which this model has not learned.</source>
        <translation>이 모델이 배우지 않은 {0} 글입니다.</translation>
    </message>
    <message>
        <source>It is long, so only its beginning and its end were judged.</source>
        <translation>길어서 앞과 끝만 판단했습니다.</translation>
    </message>
    <message>
        <source>The model “{0}” lacks a part of its spam checker, so it was not loaded.</source>
        <translation>“{0}” 모델에 스팸 검사기의 일부가 없어 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>The linear branch of the model “{0}” is damaged, so it was not loaded.</source>
        <translation>“{0}” 모델의 선형 부분이 손상되어 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>Invisible characters were left out ({0}).</source>
        <translation>보이지 않는 글자를 뺐습니다 ({0}).</translation>
    </message>
    <message>
        <source>Letters that only look like Latin ones were read as those ({0}).</source>
        <translation>로마자처럼 보이는 글자를 로마자로 읽었습니다 ({0}).</translation>
    </message>
    <message>
        <source>It learns your taste from {0} marks of each kind on: {1} to go.</source>
        <translation>종류마다 표시 {0}개부터 당신의 기준을 배웁니다. 남은 것: {1}.</translation>
    </message>
    <message>
        <source>Far more {0} than {1} mails are marked: mark some {2} ones as well.</source>
        <translation>{0} 표시가 {1}보다 훨씬 많습니다. {2} 메일도 표시해 주세요.</translation>
    </message>
    <message>
        <source>There is nothing in it to know it by, so it cannot be marked.</source>
        <translation>알아볼 것이 없어 표시할 수 없습니다.</translation>
    </message>
    <message>
        <source>Mark another mail.</source>
        <translation>다른 메일을 표시하세요.</translation>
    </message>
    <message>
        <source>Your mark counts, but nothing more was learned from it: {0} of {1} ordinary mails kept for comparison would have been called spam.</source>
        <translation>표시는 적용되지만 더 배우지는 않았습니다. 비교용 정상 메일 {1}통 중 {0}통이 스팸이 될 뻔했습니다.</translation>
    </message>
    <message>
        <source>There is no {0} with any text to learn from.</source>
        <translation>배울 글이 있는 {0}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>Add more of both kinds.</source>
        <translation>두 종류를 더 추가하세요.</translation>
    </message>
    <message>
        <source>From {0}.</source>
        <translation>보낸 사람: {0}.</translation>
    </message>
    <message>
        <source>Sent {0}.</source>
        <translation>보낸 때: {0}.</translation>
    </message>
    <message>
        <source>Replies go to another domain: {0}.</source>
        <translation>답장은 다른 도메인으로 갑니다: {0}.</translation>
    </message>
    <message>
        <source>The sender&apos;s name shows an address at {0}, but the mail says it comes from {1}.</source>
        <translation>보낸 사람 이름에는 {0} 주소가 보이지만, 메일은 {1}에서 왔다고 합니다.</translation>
    </message>
    <message>
        <source>A link shows {0} but leads to {1}.</source>
        <translation>링크가 {0}(으)로 보이지만 {1}(으)로 이어집니다.</translation>
    </message>
    <message>
        <source>“{0}” cannot be read ({1}).</source>
        <translation>“{0}” 파일을 읽을 수 없습니다 ({1}).</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions.</source>
        <translation>파일의 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>No messages were named.</source>
        <translation>고른 메시지가 없습니다.</translation>
    </message>
    <message>
        <source>Choose ordinary messages and spam to learn from.</source>
        <translation>배울 정상 메시지와 스팸을 고르세요.</translation>
    </message>
    <message>
        <source>There are only {0} here, so nothing can be told apart.</source>
        <translation>여기에는 {0}뿐이라 가려낼 것이 없습니다.</translation>
    </message>
    <message>
        <source>Add {0} to learn from as well.</source>
        <translation>{0}도 추가하세요.</translation>
    </message>
    <message>
        <source>“{0}” was not found.</source>
        <translation>“{0}”을(를) 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>이름과 폴더를 확인하세요.</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>“{0}”이(가) 비어 있습니다.</translation>
    </message>
    <message>
        <source>Choose a file with messages in it.</source>
        <translation>메시지가 든 파일을 고르세요.</translation>
    </message>
    <message>
        <source>No line of “{0}” begins with a label.</source>
        <translation>“{0}”에 라벨로 시작하는 줄이 없습니다.</translation>
    </message>
    <message>
        <source>Write each line as ham or spam, a tab, and the text.</source>
        <translation>줄마다 ham이나 spam, 탭, 글 순서로 쓰세요.</translation>
    </message>
    <message>
        <source>No line of “{0}” has both a label and a text.</source>
        <translation>“{0}”에 라벨과 글이 다 있는 줄이 없습니다.</translation>
    </message>
    <message>
        <source>Write ham or spam, a tab, and the text.</source>
        <translation>ham이나 spam, 탭, 글 순서로 쓰세요.</translation>
    </message>
    <message>
        <source>“{0}” is named both as ordinary mail and as spam.</source>
        <translation>“{0}”이(가) 정상과 스팸 양쪽에 있습니다.</translation>
    </message>
    <message>
        <source>Name it once, or use labelled lines.</source>
        <translation>한 번만 고르거나 라벨이 붙은 줄을 쓰세요.</translation>
    </message>
    <message>
        <source>There is no mail in “{0}”.</source>
        <translation>“{0}”에 메일이 없습니다.</translation>
    </message>
    <message>
        <source>Choose a folder, an .mbox or an .eml file.</source>
        <translation>폴더나 .mbox, .eml 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Your corrections cannot be written: {0}. Nothing was changed.</source>
        <translation>표시를 저장할 수 없습니다: {0}. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Your corrections cannot be read: {0}. Until then none of them is used.</source>
        <translation>표시를 읽을 수 없습니다: {0}. 읽을 수 있을 때까지 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Your corrections were damaged, so they were set aside and you begin with none.</source>
        <translation>표시가 손상되어 따로 두고 처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>Only the first {0} million characters were read.</source>
        <translation>처음 {0}백만 자만 읽었습니다.</translation>
    </message>
    <message>
        <source>The headers of this mail are unusually long; not all of them were read.</source>
        <translation>헤더가 지나치게 길어 다 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>Hidden text was left out ({0} characters).</source>
        <translation>숨은 글을 뺐습니다 ({0}자).</translation>
    </message>
    <message>
        <source>The page is unusually large or deep; not all of its layout was read.</source>
        <translation>문서가 지나치게 크거나 깊어 다 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>The content is encrypted, so it could not be read.</source>
        <translation>내용이 암호화되어 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Archives are never unpacked: {0}.</source>
        <translation>압축 파일은 절대 풀지 않습니다: {0}.</translation>
    </message>
    <message>
        <source>Attachments were not opened: {0}.</source>
        <translation>첨부 파일은 열지 않았습니다: {0}.</translation>
    </message>
    <message>
        <source>The text is very long; its first {0} characters were read.</source>
        <translation>글이 아주 길어 처음 {0}자를 읽었습니다.</translation>
    </message>
    <message>
        <source>This is no mail but a binary file, so nothing of it was read.</source>
        <translation>메일이 아니라 이진 파일이라 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>The plain and the formatted version of this mail differ; both are shown.</source>
        <translation>메일의 일반 글과 서식 글이 달라 둘 다 보여 줍니다.</translation>
    </message>
    <message>
        <source>One picture was not loaded.</source>
        <translation>그림 하나를 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} pictures were not loaded.</source>
        <translation>그림 {0}개를 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>One picture was not looked at.</source>
        <translation>그림 하나를 보지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} pictures were not looked at.</source>
        <translation>그림 {0}개를 보지 않았습니다.</translation>
    </message>
    <message>
        <source>This mail is very large; its first {0} MB were read.</source>
        <translation>메일이 아주 커서 처음 {0} MB를 읽었습니다.</translation>
    </message>
    <message>
        <source>Parts nested more than {0} deep were not read.</source>
        <translation>{0}겹보다 깊은 부분은 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>Only the first {0} parts of this mail were read.</source>
        <translation>메일의 처음 {0}개 부분만 읽었습니다.</translation>
    </message>
    <message>
        <source>The parts of this mail are not marked as its headers say.</source>
        <translation>메일의 부분들이 헤더에 적힌 대로 나뉘지 않았습니다.</translation>
    </message>
    <message>
        <source>There is no model named “{0}”.</source>
        <translation>“{0}” 모델이 없습니다.</translation>
    </message>
    <message>
        <source>Choose one from the list of models.</source>
        <translation>모델 목록에서 고르세요.</translation>
    </message>
    <message>
        <source>Train it until its first checkpoint, or choose another model.</source>
        <translation>첫 저장점까지 학습하거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The model “{0}” is being saved again and again.</source>
        <translation>“{0}” 모델이 계속 저장되고 있습니다.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>잠시 뒤에 다시 해 보세요.</translation>
    </message>
    <message>
        <source>Its file {0} is too large.</source>
        <translation>{0} 파일이 너무 큽니다.</translation>
    </message>
    <message>
        <source>“{0}” lies in another folder, so it cannot go into the bin.</source>
        <translation>“{0}” 모델은 다른 폴더에 있어 휴지통에 넣을 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete it for good.</source>
        <translation>완전히 지우세요.</translation>
    </message>
    <message>
        <source>That model is no longer in the bin.</source>
        <translation>그 모델은 더는 휴지통에 없습니다.</translation>
    </message>
    <message>
        <source>Look into the bin again.</source>
        <translation>휴지통을 다시 보세요.</translation>
    </message>
    <message>
        <source>“{0}” is a sample that came with Maeari, so it stays as it is.</source>
        <translation>“{0}” 모델은 메아리에 들어 있는 예시라서 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Duplicate it and change the copy.</source>
        <translation>복제한 뒤 복사본을 바꾸세요.</translation>
    </message>
    <message>
        <source>The folder of “{0}” holds no model.</source>
        <translation>“{0}” 폴더에 모델이 없습니다.</translation>
    </message>
    <message>
        <source>There is already a model named “{0}”.</source>
        <translation>“{0}” 모델이 이미 있습니다.</translation>
    </message>
    <message>
        <source>The folder of “{0}” holds no model, so it was left alone.</source>
        <translation>“{0}” 폴더에 모델이 없어 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>Its file {0} has {1} bytes instead of {2}.</source>
        <translation>{0} 파일이 {2}바이트가 아니라 {1}바이트입니다.</translation>
    </message>
    <message>
        <source>Its file “current” names no version of it.</source>
        <translation>“current” 파일이 가리키는 판이 없습니다.</translation>
    </message>
    <message>
        <source>Its file {0} is missing.</source>
        <translation>{0} 파일이 없습니다.</translation>
    </message>
    <message>
        <source>“{0}” belongs to the running of Maeari.</source>
        <translation>“{0}”은(는) 메아리가 돌아가는 데 필요합니다.</translation>
    </message>
    <message>
        <source>Erase everything to remove it too.</source>
        <translation>이것까지 없애려면 모두 지우세요.</translation>
    </message>
    <message>
        <source>“{0}” is no file of Maeari; nothing was erased.</source>
        <translation>“{0}”은(는) 메아리의 파일이 아닙니다. 지운 것은 없습니다.</translation>
    </message>
    <message>
        <source>Not everything could be erased: {0}.</source>
        <translation>모두 지우지는 못했습니다: {0}.</translation>
    </message>
    <message>
        <source>The list of files cannot be made: {0}.</source>
        <translation>파일 목록을 만들 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>“{0}” cannot be erased: {1}.</source>
        <translation>“{0}”을(를) 지울 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>The model&apos;s vocabulary cannot be read, so it was not loaded.</source>
        <translation>모델의 어휘를 읽을 수 없어 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>The checkpoint cannot be written: {0}.</source>
        <translation>저장점을 쓸 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>There is no interrupted training of that name.</source>
        <translation>그런 이름의 끊긴 학습이 없습니다.</translation>
    </message>
    <message>
        <source>Leave --resume out and train from the beginning.</source>
        <translation>--resume을 빼고 처음부터 학습하세요.</translation>
    </message>
    <message>
        <source>The checkpoint of the interrupted training cannot be read.</source>
        <translation>끊긴 학습의 저장점을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>TF_CONFIG does not describe a cluster of workers.</source>
        <translation>TF_CONFIG가 작업자 묶음을 나타내지 않습니다.</translation>
    </message>
    <message>
        <source>Correct it, or unset it to train on this machine alone.</source>
        <translation>고치거나, 이 컴퓨터만으로 학습하려면 지우세요.</translation>
    </message>
    <message>
        <source>The cluster of TF_CONFIG could not be formed.</source>
        <translation>TF_CONFIG의 작업자 묶음을 이룰 수 없었습니다.</translation>
    </message>
    <message>
        <source>Check that its addresses are free and can be reached.</source>
        <translation>주소가 비어 있고 닿을 수 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The training process ended unexpectedly, perhaps for want of memory; the best network saved so far is kept.</source>
        <translation>학습이 갑자기 끝났습니다. 메모리가 모자랐을 수 있습니다. 지금까지 저장한 가장 좋은 신경망은 남아 있습니다.</translation>
    </message>
    <message>
        <source>The texts have changed since the training was interrupted, so it cannot go on.</source>
        <translation>학습이 끊긴 뒤 글이 바뀌어 이어 갈 수 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint of the interrupted training does not fit its network.</source>
        <translation>끊긴 학습의 저장점이 신경망과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>{0} The last checkpoint is intact: go on with it then, by --resume or on the Train page.</source>
        <translation>{0} 마지막 저장점은 온전합니다. --resume이나 학습 화면에서 이어 가세요.</translation>
    </message>
    <message>
        <source>Training needs an end: a number of minutes or of epochs.</source>
        <translation>학습에는 끝이 있어야 합니다: 몇 분 또는 몇 회.</translation>
    </message>
    <message>
        <source>Set one of the two.</source>
        <translation>둘 중 하나를 정하세요.</translation>
    </message>
    <message>
        <source>The loss ran away, so training went back to {0} and goes on more carefully.</source>
        <translation>손실이 치솟아 {0}(으)로 돌아가 더 조심스럽게 이어 갑니다.</translation>
    </message>
    <message>
        <source>This is worker {0} of {1}; the first one keeps the model.</source>
        <translation>작업자 {1}개 중 {0}번째입니다. 모델은 첫째가 남깁니다.</translation>
    </message>
    <message>
        <source>Training is paused. {0} What was saved before is intact, and training goes on by itself once writing works again.</source>
        <translation>학습을 잠시 멈췄습니다. {0} 그전에 저장한 것은 온전하며, 다시 쓸 수 있게 되면 저절로 이어 갑니다.</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Erase everything</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>영구히 지우기</translation>
    </message>
    <message>
        <source>Erase everything that Maeari keeps?</source>
        <translation>메아리가 보관하는 것을 모두 지울까요?</translation>
    </message>
    <message>
        <source>This cannot be undone. Files that are only linked, and exports and backups elsewhere, stay.</source>
        <translation>되돌릴 수 없습니다. 연결만 된 파일과 다른 곳의 내보낸 파일, 백업은 남습니다.</translation>
    </message>
    <message>
        <source>erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Type “{0}” to go on</source>
        <translation>계속하려면 “{0}”을(를) 입력하세요</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong</source>
        <translation>문제가 생겼습니다</translation>
    </message>
    <message>
        <source>Maeari met an error that it did not expect. Your texts, conversations and models are saved; you can go on, or close and open Maeari again.</source>
        <translation>메아리가 예상하지 못한 오류를 만났습니다. 글과 대화와 모델은 저장되어 있습니다. 계속하거나, 메아리를 닫고 다시 여세요.</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>Speaks for &amp;spam</source>
        <translation>스팸이라는 근거(&amp;S)</translation>
    </message>
    <message>
        <source>Speaks for ordi&amp;nary</source>
        <translation>정상이라는 근거(&amp;N)</translation>
    </message>
    <message>
        <source>Evidence for this label</source>
        <translation>이 분류의 근거</translation>
    </message>
    <message>
        <source>Speaks for “{0}”</source>
        <translation>“{0}” 쪽</translation>
    </message>
    <message>
        <source>Speaks against “{0}”</source>
        <translation>“{0}”이(가) 아닌 쪽</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>살피는 중…</translation>
    </message>
    <message>
        <source>Nothing stands out</source>
        <translation>눈에 띄는 것이 없습니다</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>“{0}” cannot be imported: {1}; nothing was changed.</source>
        <translation>“{0}” 파일을 가져올 수 없습니다: {1}. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Export the conversations once more.</source>
        <translation>대화를 다시 내보내세요.</translation>
    </message>
    <message>
        <source>“{0}” is no export of conversations, or it is damaged; nothing was changed.</source>
        <translation>“{0}” 파일은 내보낸 대화가 아니거나 손상되었습니다. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Choose a .json, .md or .txt file that Maeari exported.</source>
        <translation>메아리가 내보낸 .json, .md 또는 .txt 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The conversations could not be written to “{0}”; nothing was changed.</source>
        <translation>대화를 “{0}” 파일에 쓸 수 없었습니다. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space on the disk.</source>
        <translation>다른 폴더를 고르거나 디스크 공간을 비우세요.</translation>
    </message>
    <message>
        <source>“{0}” could not be read; nothing was changed.</source>
        <translation>“{0}” 파일을 읽을 수 없었습니다. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Check that the file is there and may be read.</source>
        <translation>파일이 있고 읽을 수 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>it is larger than {0} MB</source>
        <translation>{0} MB보다 큽니다</translation>
    </message>
    <message>
        <source>it was written by another version of Maeari</source>
        <translation>메아리의 다른 버전이 썼습니다</translation>
    </message>
    <message>
        <source>it holds more than {0} conversations</source>
        <translation>대화가 {0}개보다 많습니다</translation>
    </message>
    <message>
        <source>its conversation {0} is damaged</source>
        <translation>{0}번째 대화가 손상되었습니다</translation>
    </message>
</context>
<context>
    <name>Exchanging</name>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>마크다운 (*.md)</translation>
    </message>
    <message>
        <source>Plain text (*.txt)</source>
        <translation>일반 텍스트 (*.txt)</translation>
    </message>
    <message>
        <source>Everything, to be imported again (*.json)</source>
        <translation>다시 가져올 수 있는 전체 내용 (*.json)</translation>
    </message>
    <message>
        <source>Export conversations</source>
        <translation>대화 내보내기</translation>
    </message>
    <message>
        <source>The conversation is written to {0}.</source>
        <translation>대화를 {0} 파일로 내보냈습니다.</translation>
    </message>
    <message>
        <source>{0} conversations are written to {1}.</source>
        <translation>대화 {0}개를 {1} 파일로 내보냈습니다.</translation>
    </message>
    <message>
        <source>Import conversations</source>
        <translation>대화 가져오기</translation>
    </message>
    <message>
        <source>Exported conversations ({0});;All files (*)</source>
        <translation>내보낸 대화 ({0});;모든 파일 (*)</translation>
    </message>
    <message>
        <source>The conversation is imported.</source>
        <translation>대화를 가져왔습니다.</translation>
    </message>
    <message>
        <source>{0} conversations are imported.</source>
        <translation>대화 {0}개를 가져왔습니다.</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>인코딩</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>skipped: {0}</source>
        <translation>건너뜀: {0}</translation>
    </message>
    <message>
        <source>read, with replaced characters: {0}</source>
        <translation>읽음, 바뀐 글자: {0}</translation>
    </message>
    <message>
        <source>read</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>both</source>
        <translation>둘 다</translation>
    </message>
    <message>
        <source>other</source>
        <translation>그 밖</translation>
    </message>
</context>
<context>
    <name>FileTree</name>
    <message>
        <source>Files of the corpus</source>
        <translation>말뭉치의 파일</translation>
    </message>
    <message>
        <source>The chosen file is shown below</source>
        <translation>고른 파일이 아래에 보입니다</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation>이 대화에서 찾기</translation>
    </message>
    <message>
        <source>The place before</source>
        <translation>앞의 곳</translation>
    </message>
    <message>
        <source>The place before (Shift+F3)</source>
        <translation>앞의 곳 (Shift+F3)</translation>
    </message>
    <message>
        <source>The next place</source>
        <translation>다음 곳</translation>
    </message>
    <message>
        <source>The next place (F3)</source>
        <translation>다음 곳 (F3)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>{0}/{1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>찾은 것이 없습니다</translation>
    </message>
</context>
<context>
    <name>FirstStepsDialog</name>
    <message>
        <source>&amp;Skip</source>
        <translation>건너뛰기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>뒤로(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>색(&amp;C)</translation>
    </message>
    <message>
        <source>Welcome to Maeari</source>
        <translation>메아리에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Maeari learns from your own texts, on this computer alone, and goes on with what you begin in your own voice. It also tells spam from ordinary mail, and says why.</source>
        <translation>메아리는 이 컴퓨터 안에서만 여러분의 글을 배워, 시작한 글을 여러분의 말투로 이어 씁니다. 스팸과 보통 메일도 가려 내고 그 까닭을 알려 줍니다.</translation>
    </message>
    <message>
        <source>Only {0} are free there: enough for the sample, little for texts of your own.</source>
        <translation>그곳에 남은 공간이 {0}뿐입니다. 견본에는 넉넉하지만 직접 쓴 글에는 모자랄 수 있습니다.</translation>
    </message>
    <message>
        <source>{0} are free there; a model takes a few megabytes.</source>
        <translation>그곳에 {0}가 남아 있습니다. 모델 하나는 몇 메가바이트를 씁니다.</translation>
    </message>
    <message>
        <source>Everything stays here</source>
        <translation>모든 것은 여기에 남습니다</translation>
    </message>
    <message>
        <source>Maeari uses no network. Conversations, models and what you paste are kept in one folder; files that you add stay where they are. The settings can move the folder, back it up or erase it.</source>
        <translation>메아리는 네트워크를 쓰지 않습니다. 대화와 모델, 붙여 넣은 글은 한 폴더에 보관하고, 추가한 파일은 원래 자리에 그대로 둡니다. 설정에서 이 폴더를 옮기거나 백업하거나 지울 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>폴더(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Try the sample</source>
        <translation>견본 써 보기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Use my files</source>
        <translation>내 파일 쓰기(&amp;U)</translation>
    </message>
    <message>
        <source>A small model that comes with Maeari goes on with a sentence at once.</source>
        <translation>메아리에 든 작은 모델이 문장을 바로 이어 씁니다.</translation>
    </message>
    <message>
        <source>Add texts, chats or mails; a training of a few minutes makes a model of them.</source>
        <translation>글이나 대화, 메일을 추가하면 몇 분 동안 학습해 모델을 만듭니다.</translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation>어떻게 시작할까요?</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>The conversations are in use by another program; nothing was changed.</source>
        <translation>다른 프로그램이 대화를 쓰고 있습니다. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Close the other Maeari window and try again.</source>
        <translation>다른 메아리 창을 닫고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>The disk is full, so the conversation could not be saved; your text is still in the window.</source>
        <translation>디스크가 가득 차서 대화를 저장할 수 없었습니다. 글은 아직 창에 있습니다.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>공간을 비우고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>The file of conversations is damaged; it is left as it is.</source>
        <translation>대화 파일이 손상되었습니다. 파일은 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>Close Maeari and open it again: {0} will be set aside.</source>
        <translation>메아리를 닫았다가 다시 여세요: {0} 파일을 따로 옮겨 둡니다.</translation>
    </message>
    <message>
        <source>The conversations cannot be saved here; nothing was changed.</source>
        <translation>여기에 대화를 저장할 수 없습니다. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Check that {0} can be written.</source>
        <translation>{0} 폴더에 쓸 수 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The conversations of an older version could not be taken over; they are as they were.</source>
        <translation>이전 버전의 대화를 옮겨 올 수 없었습니다. 대화는 그대로 있습니다.</translation>
    </message>
    <message>
        <source>A copy stands beside them as {0}; open them with the version before.</source>
        <translation>복사본이 {0} 이름으로 옆에 있습니다. 이전 버전으로 여세요.</translation>
    </message>
    <message>
        <source>The conversations were written by a newer version of Maeari; they are left as they are.</source>
        <translation>메아리의 더 새로운 버전이 쓴 대화입니다. 대화는 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>Open them with that version.</source>
        <translation>그 버전으로 여세요.</translation>
    </message>
    <message>
        <source>The file of conversations was damaged; it is kept as {0}, and a new one was begun.</source>
        <translation>대화 파일이 손상되어 {0} 이름으로 보관하고 새 파일을 시작했습니다.</translation>
    </message>
    <message>
        <source>A conversation needs a name.</source>
        <translation>대화에는 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>Type at least one character.</source>
        <translation>한 글자 이상 입력하세요.</translation>
    </message>
</context>
<context>
    <name>ImportReportDialog</name>
    <message>
        <source>Skipped files of “{0}”</source>
        <translation>“{0}”에서 건너뛴 파일</translation>
    </message>
    <message>
        <source>Skipped files and their reasons</source>
        <translation>건너뛴 파일과 까닭</translation>
    </message>
    <message>
        <source>Files that were skipped: {0}. All others are read.</source>
        <translation>건너뛴 파일: {0}개. 나머지는 모두 읽었습니다.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
</context>
<context>
    <name>InsideColumn</name>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
</context>
<context>
    <name>InsideModel</name>
    <message>
        <source>unit {0}</source>
        <translation>유닛 {0}</translation>
    </message>
</context>
<context>
    <name>InsideTable</name>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>State or gate</source>
        <translation>상태 또는 게이트</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>A row a step, a column a unit</source>
        <translation>행은 단계, 열은 유닛입니다</translation>
    </message>
</context>
<context>
    <name>InsideView</name>
    <message>
        <source>Inside</source>
        <translation>내부 보기</translation>
    </message>
    <message>
        <source>Back to the models</source>
        <translation>모델로 돌아가기</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>CSV로 복사</translation>
    </message>
    <message>
        <source>Copies the values under the cursor, or those of the table</source>
        <translation>커서가 있는 지도나 표의 값을 복사합니다</translation>
    </message>
    <message>
        <source>Train one to compare</source>
        <translation>비교할 모델 학습하기</translation>
    </message>
    <message>
        <source>A text for the networks to read</source>
        <translation>신경망이 읽을 글</translation>
    </message>
    <message>
        <source>Text that the networks read</source>
        <translation>신경망이 읽는 글</translation>
    </message>
    <message>
        <source>First network</source>
        <translation>첫째 신경망</translation>
    </message>
    <message>
        <source>Second network</source>
        <translation>둘째 신경망</translation>
    </message>
    <message>
        <source>Third network</source>
        <translation>셋째 신경망</translation>
    </message>
    <message>
        <source>Value under the cursor</source>
        <translation>커서가 가리키는 값</translation>
    </message>
    <message>
        <source>{0}, untrained</source>
        <translation>{0}, 학습 안 됨</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Type a few words: each of them becomes a step.</source>
        <translation>몇 마디를 입력하세요. 글자나 낱말 하나하나가 한 단계가 됩니다.</translation>
    </message>
    <message>
        <source>Only the first {0} steps are shown.</source>
        <translation>처음 {0}단계만 보입니다.</translation>
    </message>
    <message>
        <source>Each column is a step of the text, each row a unit. Point at a map, or walk through it with the arrow keys, to read a value.</source>
        <translation>열 하나가 글의 한 단계, 행 하나가 유닛 하나입니다. 지도를 가리키거나 방향키로 다니면 값을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Copied: {0} of “{1}” {2}</source>
        <translation>복사함: “{1}”의 {0} {2}</translation>
    </message>
</context>
<context>
    <name>InstantModels</name>
    <message>
        <source>{0} at once</source>
        <translation>{0} 바로</translation>
    </message>
</context>
<context>
    <name>KeyTree</name>
    <message>
        <source>Commands and their keys</source>
        <translation>명령과 단축키</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>no keys</source>
        <translation>단축키 없음</translation>
    </message>
    <message>
        <source>{0} (changed)</source>
        <translation>{0} (바꿈)</translation>
    </message>
    <message>
        <source>Press the new keys…</source>
        <translation>새 키를 누르세요…</translation>
    </message>
</context>
<context>
    <name>KeyboardSection</name>
    <message>
        <source>Change the keys</source>
        <translation>단축키 바꾸기</translation>
    </message>
    <message>
        <source>Remove the keys</source>
        <translation>단축키 없애기</translation>
    </message>
    <message>
        <source>Back to default</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>All back to default</source>
        <translation>모두 기본값으로</translation>
    </message>
    <message>
        <source>{0} already belongs to “{1}”.</source>
        <translation>{0} 키는 이미 “{1}”에 쓰이고 있습니다.</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>이리로 가져오기</translation>
    </message>
    <message>
        <source>All commands have their first keys.</source>
        <translation>모든 명령의 단축키가 처음대로 되었습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>no keys</source>
        <translation>단축키 없음</translation>
    </message>
    <message>
        <source>Press the new keys for “{0}”. Esc keeps the old ones, Backspace removes them.</source>
        <translation>“{0}”에 쓸 새 키를 누르세요. Esc는 그대로 두고, Backspace는 없앱니다.</translation>
    </message>
    <message>
        <source>Choose a command, press Return, and then its new keys.</source>
        <translation>명령을 고르고 Return을 누른 다음, 새 키를 누르세요.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>{0} is needed for typing and moving about. Hold Ctrl or Alt with it.</source>
        <translation>{0} 키는 글을 쓰고 옮겨 다니는 데 필요합니다. Ctrl이나 Alt를 함께 누르세요.</translation>
    </message>
    <message>
        <source>{0} works on text everywhere. Choose other keys.</source>
        <translation>{0} 키는 어디서나 글을 다루는 데 쓰입니다. 다른 키를 고르세요.</translation>
    </message>
    <message>
        <source>{0} opens a menu or presses a button. Hold Ctrl or Shift as well.</source>
        <translation>{0} 키는 메뉴를 열거나 단추를 누릅니다. Ctrl이나 Shift도 함께 누르세요.</translation>
    </message>
    <message>
        <source>{0} always does the same, here or in the system. Choose other keys.</source>
        <translation>{0} 키가 하는 일은 여기나 시스템에서 정해져 있습니다. 다른 키를 고르세요.</translation>
    </message>
</context>
<context>
    <name>Keystrokes</name>
    <message>
        <source>{0} keystroke saved ({1} %)</source>
        <translation>키 입력 {0}번 절약 ({1} %)</translation>
    </message>
    <message>
        <source>{0} keystrokes saved ({1} %)</source>
        <translation>키 입력 {0}번 절약 ({1} %)</translation>
    </message>
</context>
<context>
    <name>LabelModel</name>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>Its own label</source>
        <translation>표의 분류</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>? {0}</source>
        <translation>? {0}</translation>
    </message>
    <message>
        <source>unsure, perhaps {0}</source>
        <translation>불확실, 아마 {0}</translation>
    </message>
</context>
<context>
    <name>LabelResults</name>
    <message>
        <source>Save the table</source>
        <translation>표 저장</translation>
    </message>
    <message>
        <source>labels.csv</source>
        <translation>분류.csv</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>The table was saved as “{0}”.</source>
        <translation>표를 “{0}” 파일로 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>Lens</name>
    <message>
        <source>There is no word in it that the model could judge.</source>
        <translation>모델이 판단할 수 있는 낱말이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing in it surprises the model.</source>
        <translation>모델에게 뜻밖인 것이 없습니다.</translation>
    </message>
    <message>
        <source>{0} of {1} words were not expected.</source>
        <translation>낱말 {1}개 중 {0}개가 뜻밖입니다.</translation>
    </message>
    <message>
        <source>The draft is long: only its first {0} characters are read.</source>
        <translation>초안이 길어서 처음 {0}자만 읽습니다.</translation>
    </message>
    <message>
        <source>Somewhat unexpected</source>
        <translation>조금 뜻밖</translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation>뜻밖</translation>
    </message>
    <message>
        <source>Very unexpected</source>
        <translation>아주 뜻밖</translation>
    </message>
    <message>
        <source>{0}: about 1 in {1}.</source>
        <translation>{0}: 약 {1}번 중 한 번.</translation>
    </message>
    <message>
        <source>Replace it with {0}</source>
        <translation>{0}(으)로 바꾸기</translation>
    </message>
    <message>
        <source>The model would have written:</source>
        <translation>모델이라면 이렇게 썼을 것입니다:</translation>
    </message>
    <message>
        <source>Choosing one replaces the word in your draft.</source>
        <translation>하나를 고르면 초안의 낱말이 바뀝니다.</translation>
    </message>
</context>
<context>
    <name>LensPanel</name>
    <message>
        <source>Check a draft</source>
        <translation>초안 살피기</translation>
    </message>
    <message>
        <source>Paste or type a text here.</source>
        <translation>글을 여기에 붙여넣거나 적으세요.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>Alt and Down tell of the next word that was not expected</source>
        <translation>Alt+아래로 다음 뜻밖의 낱말을 봅니다</translation>
    </message>
    <message>
        <source>Dots: somewhat unexpected. Dashes: unexpected. Wave: very unexpected.</source>
        <translation>점선: 조금 뜻밖. 파선: 뜻밖. 물결: 아주 뜻밖.</translation>
    </message>
    <message>
        <source>How far the draft is read</source>
        <translation>초안을 읽은 정도</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>그만 살피기</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 살피기</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>모델 학습하기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Back to the conversation (Esc)</source>
        <translation>대화로 돌아가기 (Esc)</translation>
    </message>
    <message>
        <source>“{0}” reads your text and marks the words that it did not expect there.</source>
        <translation>“{0}” 모델이 글을 읽고 뜻밖인 낱말을 표시합니다.</translation>
    </message>
    <message>
        <source>There is no model yet that could read your text: train one first.</source>
        <translation>글을 읽을 모델이 아직 없습니다. 먼저 하나를 학습하세요.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>Stopped; the rest is not read.</source>
        <translation>멈췄습니다. 나머지는 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>What was expected</source>
        <translation>예상한 것</translation>
    </message>
    <message>
        <source>Click a word, or press Alt+Down, for what was expected.</source>
        <translation>낱말을 누르거나 Alt+아래쪽을 누르면 기대했던 낱말을 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Values under the pointer</source>
        <translation>가리킨 곳의 값</translation>
    </message>
    <message>
        <source>Loss plot</source>
        <translation>손실 그래프</translation>
    </message>
    <message>
        <source>Points of the loss plot</source>
        <translation>손실 그래프의 점</translation>
    </message>
    <message>
        <source>nats per message</source>
        <translation>메시지당 나트</translation>
    </message>
    <message>
        <source>nats per token</source>
        <translation>토큰당 나트</translation>
    </message>
    <message>
        <source>Loss ({0})</source>
        <translation>손실 ({0})</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>이번 학습</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>시간 (초)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>The curve begins with the first steps.</source>
        <translation>첫 스텝부터 곡선이 시작됩니다.</translation>
    </message>
    <message>
        <source>expected at the end</source>
        <translation>끝에서 예상되는 값</translation>
    </message>
    <message>
        <source>plain n-gram</source>
        <translation>n-그램만</translation>
    </message>
    <message>
        <source>training, smoothed</source>
        <translation>학습, 다듬음</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>best</source>
        <translation>최고</translation>
    </message>
    <message>
        <source>{0}: lower is better</source>
        <translation>{0}: 낮을수록 좋음</translation>
    </message>
    <message>
        <source>training {0}</source>
        <translation>학습 {0}</translation>
    </message>
    <message>
        <source>held out {0}</source>
        <translation>검증 {0}</translation>
    </message>
    <message>
        <source>best {0} at step {1}</source>
        <translation>최고 {0}, 스텝 {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}초</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>스텝 {0}</translation>
    </message>
    <message>
        <source>Nothing has been trained yet.</source>
        <translation>아직 학습한 것이 없습니다.</translation>
    </message>
    <message>
        <source>plain n-gram {0}</source>
        <translation>n-그램만 {0}</translation>
    </message>
</context>
<context>
    <name>MailInput</name>
    <message>
        <source>Paste a mail or a message here, or drop an .eml or .mbox file or a folder.</source>
        <translation>메일이나 글을 여기에 붙여넣거나, .eml·.mbox 파일이나 폴더를 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Message to check</source>
        <translation>검사할 글</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>검사(&amp;C)</translation>
    </message>
    <message>
        <source>Paste a text here, or drop a text, a table (.csv, .tsv, .jsonl) or a folder.</source>
        <translation>글을 여기에 붙여넣거나, 글·표(.csv, .tsv, .jsonl)·폴더를 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>&amp;Open .eml or .mbox…</source>
        <translation>.eml·.mbox 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a folder of texts</source>
        <translation>글이 든 폴더 열기</translation>
    </message>
    <message>
        <source>Open fol&amp;der…</source>
        <translation>폴더 열기(&amp;D)…</translation>
    </message>
    <message>
        <source>The button Check checks it</source>
        <translation>검사 단추로 검사합니다</translation>
    </message>
    <message>
        <source>Check what stands in the box</source>
        <translation>입력란의 글 검사하기</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>비우기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Open texts or a table…</source>
        <translation>글이나 표 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Texts and tables (*.txt *.csv *.tsv *.jsonl *.ndjson);;All files (*)</source>
        <translation>글과 표 (*.txt *.csv *.tsv *.jsonl *.ndjson);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open mails</source>
        <translation>메일 열기</translation>
    </message>
    <message>
        <source>Mails (*.eml *.mbox *.txt);;All files (*)</source>
        <translation>메일 (*.eml *.mbox *.txt);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open texts</source>
        <translation>글 열기</translation>
    </message>
    <message>
        <source>Open a folder of mails</source>
        <translation>메일 폴더 열기</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Sections</source>
        <translation>구역</translation>
    </message>
    <message>
        <source>Show the training</source>
        <translation>학습 보기</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>Nothing leaves this computer; see where your data is</source>
        <translation>아무것도 이 컴퓨터를 떠나지 않습니다. 데이터가 있는 곳 보기</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>모델: {0}</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>아직 모델이 없습니다</translation>
    </message>
    <message>
        <source>Training {0} %</source>
        <translation>학습 {0} %</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Maeari {0} trains recurrent language models on your own texts, on your own computer. It is free software under the MIT licence and stands on these parts:</source>
        <translation>메아리 {0}은(는) 당신의 글로, 당신의 컴퓨터에서 순환 신경망 언어 모델을 학습합니다. MIT 라이선스의 자유 소프트웨어이며 다음을 바탕으로 합니다:</translation>
    </message>
    <message>
        <source>About Maeari</source>
        <translation>메아리 정보</translation>
    </message>
</context>
<context>
    <name>ManyMails</name>
    <message>
        <source>Checking mails</source>
        <translation>메일 검사</translation>
    </message>
    <message>
        <source>Filter by subject, sender or file</source>
        <translation>제목, 보낸 사람, 파일로 거르기</translation>
    </message>
    <message>
        <source>Filter the mails</source>
        <translation>메일 거르기</translation>
    </message>
    <message>
        <source>All verdicts</source>
        <translation>모든 판정</translation>
    </message>
    <message>
        <source>Only spam</source>
        <translation>스팸만</translation>
    </message>
    <message>
        <source>Only unsure</source>
        <translation>불확실만</translation>
    </message>
    <message>
        <source>Only normal</source>
        <translation>정상만</translation>
    </message>
    <message>
        <source>Verdicts that are shown</source>
        <translation>보이는 판정</translation>
    </message>
    <message>
        <source>{0} mails checked</source>
        <translation>메일 {0}통 검사함</translation>
    </message>
    <message>
        <source>{0} mails: {1} spam, {2} unsure, {3} normal</source>
        <translation>메일 {0}통: 스팸 {1}, 불확실 {2}, 정상 {3}</translation>
    </message>
</context>
<context>
    <name>ManyRows</name>
    <message>
        <source>S&amp;top</source>
        <translation>멈추기(&amp;T)</translation>
    </message>
    <message>
        <source>Sav&amp;e as CSV…</source>
        <translation>CSV로 저장(&amp;E)…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>검사하는 중…</translation>
    </message>
</context>
<context>
    <name>ManyTexts</name>
    <message>
        <source>Checked texts</source>
        <translation>검사한 글</translation>
    </message>
    <message>
        <source>Sorted by score; Return shows a text with its evidence</source>
        <translation>점수순으로 정렬됩니다. Enter를 누르면 글과 근거를 보여 줍니다</translation>
    </message>
    <message>
        <source>Checking texts</source>
        <translation>글을 검사하는 중</translation>
    </message>
    <message>
        <source>Filter by text, label or file</source>
        <translation>글, 분류, 파일로 거르기</translation>
    </message>
    <message>
        <source>Filter the texts</source>
        <translation>글 거르기</translation>
    </message>
    <message>
        <source>Labels that are shown</source>
        <translation>보이는 분류</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV로 저장…</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>모든 분류</translation>
    </message>
    <message>
        <source>Only unsure</source>
        <translation>불확실만</translation>
    </message>
    <message>
        <source>Only “{0}”</source>
        <translation>“{0}”만</translation>
    </message>
    <message>
        <source>{0} texts checked</source>
        <translation>글 {0}개 검사함</translation>
    </message>
    <message>
        <source>No texts</source>
        <translation>글 없음</translation>
    </message>
    <message>
        <source>{0} texts: {1}; unsure: {2}</source>
        <translation>글 {0}개: {1}; 불확실: {2}</translation>
    </message>
    <message>
        <source>As in the table: {0} of {1}</source>
        <translation>표와 같음: {1}개 가운데 {0}개</translation>
    </message>
</context>
<context>
    <name>MarkBar</name>
    <message>
        <source>It is s&amp;pam</source>
        <translation>스팸입니다(&amp;P)</translation>
    </message>
    <message>
        <source>Marks it as spam</source>
        <translation>스팸으로 표시</translation>
    </message>
    <message>
        <source>It is no&amp;rmal</source>
        <translation>정상입니다(&amp;R)</translation>
    </message>
    <message>
        <source>Marks it as normal</source>
        <translation>정상으로 표시</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>되돌리기(&amp;U)</translation>
    </message>
    <message>
        <source>Ctrl+Z takes the last mark back</source>
        <translation>Ctrl+Z로 마지막 표시를 되돌립니다</translation>
    </message>
    <message>
        <source>For&amp;get all marks</source>
        <translation>표시 모두 지우기(&amp;G)</translation>
    </message>
    <message>
        <source>Undo brings them back</source>
        <translation>되돌리기로 다시 살릴 수 있습니다</translation>
    </message>
    <message>
        <source>It is spam</source>
        <translation>스팸입니다</translation>
    </message>
    <message>
        <source>It is normal</source>
        <translation>정상입니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Forget all marks</source>
        <translation>표시 모두 지우기</translation>
    </message>
    <message>
        <source>All marks are forgotten; Undo brings them back.</source>
        <translation>표시를 모두 지웠습니다. 되돌리기로 다시 살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Marked as spam.</source>
        <translation>스팸으로 표시했습니다.</translation>
    </message>
    <message>
        <source>Marked as normal.</source>
        <translation>정상으로 표시했습니다.</translation>
    </message>
    <message>
        <source>The last mark was taken back.</source>
        <translation>마지막 표시를 되돌렸습니다.</translation>
    </message>
    <message>
        <source>There is no mark to undo.</source>
        <translation>되돌릴 표시가 없습니다.</translation>
    </message>
    <message>
        <source>Maeari has learned from your {0} spam and {1} normal marks.</source>
        <translation>당신의 스팸 표시 {0}개와 정상 표시 {1}개에서 배웠습니다.</translation>
    </message>
    <message>
        <source>A mark counts at once; after {0} more spam and {1} more normal ones Maeari learns from them.</source>
        <translation>표시는 바로 적용됩니다. 스팸 {0}개, 정상 {1}개를 더 표시하면 거기서 배웁니다.</translation>
    </message>
    <message>
        <source>A mark counts at once; after {0} more spam ones Maeari learns from them.</source>
        <translation>표시는 바로 적용됩니다. 스팸 {0}개를 더 표시하면 거기서 배웁니다.</translation>
    </message>
    <message>
        <source>A mark counts at once; after {0} more normal ones Maeari learns from them.</source>
        <translation>표시는 바로 적용됩니다. 정상 {0}개를 더 표시하면 거기서 배웁니다.</translation>
    </message>
    <message>
        <source>Far more spam than normal mails are marked: mark some normal ones as well.</source>
        <translation>스팸 표시가 정상보다 훨씬 많습니다. 정상 메일도 표시해 주세요.</translation>
    </message>
    <message>
        <source>Far more normal mails than spam are marked: mark some spam as well.</source>
        <translation>정상 표시가 스팸보다 훨씬 많습니다. 스팸도 표시해 주세요.</translation>
    </message>
</context>
<context>
    <name>MarkedText</name>
    <message>
        <source>Text of the message</source>
        <translation>메시지의 글</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>테마(&amp;E)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>언어(&amp;G)</translation>
    </message>
    <message>
        <source>Size {0} %</source>
        <translation>크기 {0} %</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>주의</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Something went wrong: {0}</source>
        <translation>문제가 생겼습니다: {0}</translation>
    </message>
</context>
<context>
    <name>MessageModel</name>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>보낸 사람</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>메일</translation>
    </message>
    <message>
        <source>✕ spam</source>
        <translation>✕ 스팸</translation>
    </message>
    <message>
        <source>? unsure</source>
        <translation>? 불확실</translation>
    </message>
    <message>
        <source>✓ normal</source>
        <translation>✓ 정상</translation>
    </message>
    <message>
        <source>{0}, marked</source>
        <translation>{0}, 표시함</translation>
    </message>
    <message>
        <source>{0}, alike</source>
        <translation>{0}, 닮음</translation>
    </message>
</context>
<context>
    <name>MessageTable</name>
    <message>
        <source>Checked mails</source>
        <translation>검사한 메일</translation>
    </message>
    <message>
        <source>Sorted by score; Return shows a mail, J marks it as spam, Shift+J as normal</source>
        <translation>점수순. Return으로 메일을 보고, J로 스팸, Shift+J로 정상을 표시합니다</translation>
    </message>
</context>
<context>
    <name>MissingDataDialog</name>
    <message>
        <source>Your data cannot be opened</source>
        <translation>데이터를 열 수 없습니다</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>다시 해 보기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Choose the folder…</source>
        <translation>폴더 고르기(&amp;C)…</translation>
    </message>
    <message>
        <source>Use the &amp;standard place</source>
        <translation>기본 자리 쓰기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>It is not there yet.</source>
        <translation>아직 없습니다.</translation>
    </message>
    <message>
        <source>Choose the folder of your data</source>
        <translation>데이터 폴더를 고르세요</translation>
    </message>
</context>
<context>
    <name>MixerDialog</name>
    <message>
        <source>Mix voices</source>
        <translation>목소리 섞기</translation>
    </message>
    <message>
        <source>Two or three models write together: for each word all are asked, and each counts by its share.</source>
        <translation>모델 둘이나 셋이 함께 씁니다. 낱말마다 모두에게 묻고, 각자 몫만큼 반영합니다.</translation>
    </message>
    <message>
        <source>Use this blend</source>
        <translation>이렇게 섞어 쓰기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Mixing needs two models; there is only one. Train another.</source>
        <translation>섞으려면 모델이 둘 있어야 하는데 하나뿐입니다. 하나 더 학습하세요.</translation>
    </message>
    <message>
        <source>First voice</source>
        <translation>첫째 목소리</translation>
    </message>
    <message>
        <source>Share of the first voice</source>
        <translation>첫째 목소리의 몫</translation>
    </message>
    <message>
        <source>Second voice</source>
        <translation>둘째 목소리</translation>
    </message>
    <message>
        <source>Share of the second voice</source>
        <translation>둘째 목소리의 몫</translation>
    </message>
    <message>
        <source>Third voice</source>
        <translation>셋째 목소리</translation>
    </message>
    <message>
        <source>Share of the third voice</source>
        <translation>셋째 목소리의 몫</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>Together: {0} %</source>
        <translation>합계: {0} %</translation>
    </message>
    <message>
        <source>Give at least two models a share.</source>
        <translation>적어도 두 모델에 몫을 주세요.</translation>
    </message>
    <message>
        <source>Choose each model once.</source>
        <translation>모델마다 한 번만 고르세요.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
</context>
<context>
    <name>ModelActions</name>
    <message>
        <source>Rename the model</source>
        <translation>모델 이름 바꾸기</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>{0} copy</source>
        <translation>{0} 사본</translation>
    </message>
    <message>
        <source>Duplicate the model</source>
        <translation>모델 복제</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>모델 내보내기</translation>
    </message>
    <message>
        <source>Models (*{0})</source>
        <translation>모델 (*{0})</translation>
    </message>
    <message>
        <source>Exporting to {0}</source>
        <translation>{0}(으)로 내보내는 중</translation>
    </message>
    <message>
        <source>Delete “{0}” for good?</source>
        <translation>“{0}” 모델을 완전히 지울까요?</translation>
    </message>
    <message>
        <source>Delete {0} models for good?</source>
        <translation>모델 {0}개를 완전히 지울까요?</translation>
    </message>
    <message>
        <source>Delete everything in the bin for good?</source>
        <translation>휴지통에 있는 것을 모두 완전히 지울까요?</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>완전히 지우기</translation>
    </message>
    <message>
        <source>The texts it was trained on stay. An exported file stays too.</source>
        <translation>학습한 글은 남습니다. 내보낸 파일도 남습니다.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>모델 가져오기</translation>
    </message>
    <message>
        <source>Models (*{0});;All files (*)</source>
        <translation>모델 (*{0});;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Importing {0}</source>
        <translation>{0} 가져오는 중</translation>
    </message>
    <message>
        <source>“{0}” is in the bin.</source>
        <translation>“{0}” 모델을 휴지통에 넣었습니다.</translation>
    </message>
    <message>
        <source>{0} models are in the bin.</source>
        <translation>모델 {0}개를 휴지통에 넣었습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>완전히 지우기…</translation>
    </message>
    <message>
        <source>{0} The same goes for {1} more; {2} were done.</source>
        <translation>{0} 다른 {1}개도 마찬가지이며, {2}개는 되었습니다.</translation>
    </message>
    <message>
        <source>“{0}” was written to {1}, with its secrets masked.</source>
        <translation>“{0}” 모델을 {1} 파일로 내보냈으며, 개인 정보를 가렸습니다.</translation>
    </message>
    <message>
        <source>Write it with them</source>
        <translation>가리지 않고 내보내기</translation>
    </message>
    <message>
        <source>“{0}” was written to {1}</source>
        <translation>“{0}” 모델을 {1} 파일로 내보냈습니다</translation>
    </message>
    <message>
        <source>The bin is empty</source>
        <translation>휴지통을 비웠습니다</translation>
    </message>
    <message>
        <source>The model is called “{0}” now</source>
        <translation>모델 이름을 “{0}”(으)로 바꾸었습니다</translation>
    </message>
    <message>
        <source>“{0}” is a copy</source>
        <translation>“{0}” 사본을 만들었습니다</translation>
    </message>
    <message>
        <source>“{0}” was deleted</source>
        <translation>“{0}” 모델을 지웠습니다</translation>
    </message>
    <message>
        <source>“{0}” is back</source>
        <translation>“{0}” 모델을 되살렸습니다</translation>
    </message>
    <message>
        <source>“{0}” was imported</source>
        <translation>“{0}” 모델을 가져왔습니다</translation>
    </message>
    <message>
        <source>{0} models: done</source>
        <translation>모델 {0}개: 완료</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>Spam checker</source>
        <translation>스팸 검사기</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>언어 모델</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>단위</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>one-hot</source>
        <translation>원-핫</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>{0} (sample)</source>
        <translation>{0}(예시)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>어휘</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>학습한 글</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>말뭉치</translation>
    </message>
    <message>
        <source>{0} characters, {1} tokens</source>
        <translation>글자 {0}개, 토큰 {1}개</translation>
    </message>
    <message>
        <source>{0} characters, {1} texts</source>
        <translation>글자 {0}자, 글 {1}개</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>{0} rounds</source>
        <translation>{0}회</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>{0}, batch {1}, sequence {2}, learning rate {3}, dropout {4}, seed {5}</source>
        <translation>{0}, 배치 {1}, 시퀀스 {2}, 학습률 {3}, 드롭아웃 {4}, 시드 {5}</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search the models</source>
        <translation>모델 검색</translation>
    </message>
    <message>
        <source>By name, kind, cell or file</source>
        <translation>이름, 종류, 셀, 파일로 찾습니다</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>최신순</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>이름순</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>큰 것부터</translation>
    </message>
    <message>
        <source>Order of the models</source>
        <translation>모델 순서</translation>
    </message>
    <message>
        <source>Return uses a model, F2 renames it, Delete puts it into the bin</source>
        <translation>Enter로 모델을 쓰고, F2로 이름을 바꾸고, Delete로 휴지통에 넣습니다</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>{0} of {1} models</source>
        <translation>모델 {1}개 가운데 {0}개</translation>
    </message>
    <message>
        <source>{0} models</source>
        <translation>모델 {0}개</translation>
    </message>
    <message>
        <source>Damaged: cannot be used</source>
        <translation>손상됨: 쓸 수 없음</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>&amp;Use</source>
        <translation>쓰기(&amp;U)</translation>
    </message>
    <message>
        <source>Continue training</source>
        <translation>이어서 학습</translation>
    </message>
    <message>
        <source>Trains this network further, on a corpus you choose</source>
        <translation>고른 말뭉치로 이 신경망을 더 학습합니다</translation>
    </message>
    <message>
        <source>Look i&amp;nside…</source>
        <translation>내부 보기(&amp;N)…</translation>
    </message>
    <message>
        <source>Shows the hidden state and the gates at each step of a text</source>
        <translation>글의 단계마다 은닉 상태와 게이트를 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>이름 바꾸기(&amp;R)…</translation>
    </message>
    <message>
        <source>Du&amp;plicate…</source>
        <translation>복제(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>지우기(&amp;D)</translation>
    </message>
    <message>
        <source>Puts it into the bin</source>
        <translation>휴지통에 넣습니다</translation>
    </message>
    <message>
        <source>&amp;Check mails</source>
        <translation>메일 검사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Check texts</source>
        <translation>글 살펴보기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Write with it</source>
        <translation>이것으로 쓰기(&amp;W)</translation>
    </message>
    <message>
        <source>{0} models selected</source>
        <translation>모델 {0}개 선택됨</translation>
    </message>
    <message>
        <source>Together they take {0}.</source>
        <translation>모두 합쳐 {0}입니다.</translation>
    </message>
    <message>
        <source>Samples are not deleted.</source>
        <translation>예제 모델은 지워지지 않습니다.</translation>
    </message>
    <message>
        <source>Select a model to see what it is.</source>
        <translation>모델을 고르면 무엇인지 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>모델 가져오기</translation>
    </message>
    <message>
        <source>Reads a .maeari file</source>
        <translation>.maeari 파일을 읽습니다</translation>
    </message>
    <message>
        <source>&amp;Bin</source>
        <translation>휴지통(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Bin ({0})</source>
        <translation>휴지통(&amp;B) ({0})</translation>
    </message>
    <message>
        <source>Only {0} files become models here; nothing was changed. Texts go to the Corpora page.</source>
        <translation>여기서는 {0} 파일만 모델이 되며, 바뀐 것은 없습니다. 글은 말뭉치 화면에 놓으세요.</translation>
    </message>
    <message>
        <source>&amp;Train a model</source>
        <translation>모델 학습(&amp;T)</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>아직 모델이 없습니다</translation>
    </message>
    <message>
        <source>A model is what Maeari learns from a corpus. The sample takes one minute.</source>
        <translation>모델은 메아리가 말뭉치에서 배운 것입니다. 견본은 1분이면 됩니다.</translation>
    </message>
    <message>
        <source>Train on the sample</source>
        <translation>견본으로 학습</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
</context>
<context>
    <name>NetworkFields</name>
    <message>
        <source>&amp;Layers</source>
        <translation>층 수(&amp;L)</translation>
    </message>
    <message>
        <source>Depth of the network</source>
        <translation>신경망의 깊이</translation>
    </message>
    <message>
        <source>Un&amp;its</source>
        <translation>유닛 수(&amp;I)</translation>
    </message>
    <message>
        <source>Width of each layer</source>
        <translation>각 층의 너비</translation>
    </message>
    <message>
        <source>Em&amp;bedding</source>
        <translation>임베딩(&amp;B)</translation>
    </message>
    <message>
        <source>0: one-hot input</source>
        <translation>0: 원-핫 입력</translation>
    </message>
    <message>
        <source>&amp;Dropout</source>
        <translation>드롭아웃(&amp;D)</translation>
    </message>
    <message>
        <source>Share left out at random</source>
        <translation>무작위로 빼는 비율</translation>
    </message>
    <message>
        <source>Learnin&amp;g rate</source>
        <translation>학습률(&amp;G)</translation>
    </message>
    <message>
        <source>Size of the first steps</source>
        <translation>첫 스텝들의 크기</translation>
    </message>
    <message>
        <source>B&amp;atch</source>
        <translation>배치(&amp;A)</translation>
    </message>
    <message>
        <source>Sequences in a step</source>
        <translation>한 스텝의 시퀀스 수</translation>
    </message>
    <message>
        <source>Se&amp;quence length</source>
        <translation>시퀀스 길이(&amp;Q)</translation>
    </message>
    <message>
        <source>Tokens read in a row</source>
        <translation>이어서 읽는 토큰 수</translation>
    </message>
    <message>
        <source>&amp;Random seed</source>
        <translation>난수 시드(&amp;R)</translation>
    </message>
    <message>
        <source>Same seed, same run</source>
        <translation>시드가 같으면 결과도 같음</translation>
    </message>
    <message>
        <source>Bac&amp;k to the suggested values</source>
        <translation>제안값으로 되돌리기(&amp;K)</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>“{0}” is no longer where it was: nothing was opened, and nothing was changed.</source>
        <translation>“{0}” 파일이 원래 있던 곳에 없습니다. 아무것도 열지 않았고, 바뀐 것도 없습니다.</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>Back to default</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>Back to default: {0}</source>
        <translation>기본값으로: {0}</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Write</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Spam check</source>
        <translation>스팸 검사</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Corpora</source>
        <translation>말뭉치</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>PasteDialog</name>
    <message>
        <source>Paste a text</source>
        <translation>글 붙여넣기</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>붙여넣은 글</translation>
    </message>
    <message>
        <source>Paste or type the text here.</source>
        <translation>글을 여기에 붙여넣거나 적으세요.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>글(&amp;T)</translation>
    </message>
    <message>
        <source>Stays on this computer, as a file of Maeari.</source>
        <translation>메아리의 파일로 이 컴퓨터에 남습니다.</translation>
    </message>
</context>
<context>
    <name>PathPicker</name>
    <message>
        <source>Add files…</source>
        <translation>파일 추가…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>비우기</translation>
    </message>
    <message>
        <source>Add files: {0}</source>
        <translation>파일 추가: {0}</translation>
    </message>
    <message>
        <source>Add a folder: {0}</source>
        <translation>폴더 추가: {0}</translation>
    </message>
    <message>
        <source>Clear: {0}</source>
        <translation>비우기: {0}</translation>
    </message>
</context>
<context>
    <name>PhraseList</name>
    <message>
        <source>Choosing a phrase shows it in the text</source>
        <translation>고르면 글에서 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>PlotControls</name>
    <message>
        <source>Smoothing: off</source>
        <translation>다듬기: 끔</translation>
    </message>
    <message>
        <source>Smoothing: light</source>
        <translation>다듬기: 약하게</translation>
    </message>
    <message>
        <source>Smoothing: strong</source>
        <translation>다듬기: 세게</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>다듬기</translation>
    </message>
    <message>
        <source>Evens out the training curve; its points stay behind</source>
        <translation>학습 곡선을 고르게 합니다. 점들은 뒤에 남습니다</translation>
    </message>
    <message>
        <source>By steps</source>
        <translation>스텝 기준</translation>
    </message>
    <message>
        <source>By seconds</source>
        <translation>초 기준</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>가로축</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>로그 눈금</translation>
    </message>
    <message>
        <source>Shows differences of small losses as large as those of big</source>
        <translation>작은 손실의 차이도 큰 손실만큼 크게 보여 줍니다</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>Lists the points of the plot as rows</source>
        <translation>그래프의 점을 줄로 늘어놓습니다</translation>
    </message>
    <message>
        <source>Show as plot</source>
        <translation>그래프로 보기</translation>
    </message>
</context>
<context>
    <name>PointsModel</name>
    <message>
        <source>Run</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>시간 (초)</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>학습 손실</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>검증 손실</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>최고</translation>
    </message>
    <message>
        <source>best</source>
        <translation>최고</translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Every file that Maeari keeps</source>
        <translation>메아리가 보관하는 모든 파일</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>지우기…</translation>
    </message>
    <message>
        <source>Maeari has no code that uses a network: nothing leaves this computer. This is all that it keeps. Texts that are only linked stay where they are and are never changed.</source>
        <translation>메아리에는 네트워크를 쓰는 코드가 없어 아무것도 이 컴퓨터를 떠나지 않습니다. 보관하는 것은 이것이 전부입니다. 연결만 된 글은 제자리에 있으며 절대 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>This cannot be undone. The window closes for a moment and opens again.</source>
        <translation>되돌릴 수 없습니다. 창이 잠시 닫혔다가 다시 열립니다.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Erase “{0}” for good?</source>
        <translation>“{0}”을(를) 영구히 지울까요?</translation>
    </message>
    <message>
        <source>“{0}” is erased.</source>
        <translation>“{0}”을(를) 지웠습니다.</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>← &amp;All mails</source>
        <translation>← 모든 메일(&amp;A)</translation>
    </message>
    <message>
        <source>← &amp;All texts</source>
        <translation>← 모든 글(&amp;A)</translation>
    </message>
</context>
<context>
    <name>SampleTry</name>
    <message>
        <source>The evening was</source>
        <translation>오늘 아침에</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search all conversations</source>
        <translation>모든 대화에서 찾기</translation>
    </message>
    <message>
        <source>Older messages are being made ready for the search, once; until then not all are found.</source>
        <translation>이전 메시지를 검색할 수 있게 준비하고 있습니다(한 번만). 그동안은 일부가 검색되지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>찾기 닫기</translation>
    </message>
    <message>
        <source>Back to the conversations (Esc)</source>
        <translation>대화 목록으로 (Esc)</translation>
    </message>
    <message>
        <source>Found messages</source>
        <translation>찾은 메시지</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>찾은 것이 없습니다</translation>
    </message>
    <message>
        <source>{0} found</source>
        <translation>{0}개 찾음</translation>
    </message>
    <message>
        <source>The first {0}</source>
        <translation>앞의 {0}개</translation>
    </message>
</context>
<context>
    <name>SecretBanner</name>
    <message>
        <source>Mask</source>
        <translation>가리기</translation>
    </message>
    <message>
        <source>A model then learns that an address stood there, and not which</source>
        <translation>모델은 거기에 주소가 있었다는 것만 배우고 어떤 주소인지는 배우지 않습니다</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>살펴보기…</translation>
    </message>
    <message>
        <source>Shows each of them, to choose which are masked</source>
        <translation>하나씩 보고 무엇을 가릴지 고릅니다</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>They are learned like everything else, and not mentioned again</source>
        <translation>다른 글처럼 학습하며 다시 알리지 않습니다</translation>
    </message>
    <message>
        <source>Secrets were found ({0}). A model may repeat them word for word.</source>
        <translation>개인 정보가 있습니다({0}). 모델이 그대로 되풀이할 수 있습니다.</translation>
    </message>
    <message>
        <source>Secrets were found in the part that was looked at ({0}). A model may repeat them word for word.</source>
        <translation>살펴본 부분에 개인 정보가 있습니다({0}). 모델이 그대로 되풀이할 수 있습니다.</translation>
    </message>
    <message>
        <source>Secrets that are masked when a model is trained: {0}. Your files stay as they are.</source>
        <translation>학습할 때 가리는 개인 정보: {0}개. 파일은 그대로 있습니다.</translation>
    </message>
</context>
<context>
    <name>SecretModel</name>
    <message>
        <source>Mask</source>
        <translation>가리기</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>있는 곳</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>{0}, line {1}</source>
        <translation>{0}, {1}번째 줄</translation>
    </message>
</context>
<context>
    <name>SecretReview</name>
    <message>
        <source>Secrets in these texts</source>
        <translation>이 글에 있는 개인 정보</translation>
    </message>
    <message>
        <source>A checked one is masked when a model is trained; Space checks or clears the chosen rows</source>
        <translation>체크한 것은 학습할 때 가립니다. 스페이스 키로 고른 줄을 체크하거나 풉니다</translation>
    </message>
    <message>
        <source>{0}. Checked ones are masked when a model is trained; your files stay as they are.</source>
        <translation>{0}. 체크한 것은 학습할 때 가립니다. 파일은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>The first {0} different ones are listed. The others are masked where any is.</source>
        <translation>서로 다른 것 중 처음 {0}개만 보입니다. 하나라도 가리면 나머지도 가립니다.</translation>
    </message>
    <message>
        <source>Check &amp;all</source>
        <translation>모두 체크(&amp;A)</translation>
    </message>
    <message>
        <source>Check &amp;none</source>
        <translation>모두 풀기(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Mask {0}</source>
        <translation>{0}개 가리기(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Keep all</source>
        <translation>모두 그대로 두기(&amp;K)</translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>The beginning before</source>
        <translation>이전 첫머리</translation>
    </message>
    <message>
        <source>The next beginning</source>
        <translation>다음 첫머리</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Change this beginning; the old one stays as a branch (F2)</source>
        <translation>이 첫머리를 고칩니다. 옛것은 가지로 남습니다 (F2)</translation>
    </message>
    <message>
        <source>{0}/{1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Branch {0} of {1}</source>
        <translation>가지 {1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>You, branch {0} of {1}: {2}</source>
        <translation>나, 가지 {1}개 중 {0}번째: {2}</translation>
    </message>
    <message>
        <source>You: {0}</source>
        <translation>나: {0}</translation>
    </message>
</context>
<context>
    <name>SentenceList</name>
    <message>
        <source>Without one sentence</source>
        <translation>한 문장을 빼면</translation>
    </message>
    <message>
        <source>Choosing a sentence shows it in the text</source>
        <translation>고르면 글에서 보여 줍니다</translation>
    </message>
    <message>
        <source>Without “{0}”: {1}</source>
        <translation>“{0}” 없이: {1}</translation>
    </message>
    <message>
        <source>falls from {0} to {1}</source>
        <translation>{0}에서 {1}로 내려감</translation>
    </message>
    <message>
        <source>rises from {0} to {1}</source>
        <translation>{0}에서 {1}로 올라감</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>The colours of the window.</source>
        <translation>창의 색입니다.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템에 맞춤</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>The words of the window change at once.</source>
        <translation>창의 글이 바로 바뀝니다.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Text, buttons and pictures together, from 75 to 300 percent.</source>
        <translation>글자, 단추, 그림을 함께 75%에서 300%까지 바꿉니다.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>글쓰기</translation>
    </message>
    <message>
        <source>Suggest while I type</source>
        <translation>쓰는 동안 제안하기</translation>
    </message>
    <message>
        <source>In grey behind the cursor, and three in a row under the text.</source>
        <translation>커서 뒤에 회색으로, 글 아래에 세 개를 나란히 보여 줍니다.</translation>
    </message>
    <message>
        <source>How often a suggestion should be right</source>
        <translation>제안이 얼마나 자주 맞아야 하는지</translation>
    </message>
    <message>
        <source>Times in ten: a high number shows few suggestions, a low one shows many that are often wrong.</source>
        <translation>열 번 중 몇 번인지 정합니다. 높으면 제안이 적고, 낮으면 많지만 자주 틀립니다.</translation>
    </message>
    <message>
        <source>Tab always moves on</source>
        <translation>Tab은 늘 다음으로</translation>
    </message>
    <message>
        <source>Tab never accepts a suggestion; it goes to the next control, as everywhere else.</source>
        <translation>Tab으로 제안을 받지 않고, 다른 곳처럼 다음 항목으로 갑니다.</translation>
    </message>
    <message>
        <source>Length of a completion</source>
        <translation>이어쓰기의 길이</translation>
    </message>
    <message>
        <source>At most so many words or characters, as the model writes.</source>
        <translation>모델에 따라 단어나 글자를 이만큼까지 씁니다.</translation>
    </message>
    <message>
        <source>Creativity</source>
        <translation>창의성</translation>
    </message>
    <message>
        <source>At 0 the likeliest words, above 1 bold ones.</source>
        <translation>0이면 가장 그럴듯한 말, 1이 넘으면 과감한 말을 씁니다.</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>변형 수</translation>
    </message>
    <message>
        <source>How many completions are written at once.</source>
        <translation>한 번에 쓰는 이어쓰기의 수입니다.</translation>
    </message>
    <message>
        <source>Stop at a sentence end</source>
        <translation>문장 끝에서 멈추기</translation>
    </message>
    <message>
        <source>A completion ends with a whole sentence where that is possible.</source>
        <translation>할 수 있으면 문장이 끝나는 곳에서 멈춥니다.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>스레드</translation>
    </message>
    <message>
        <source>Fewer leave room for other programs; counts from the next training on.</source>
        <translation>적으면 다른 프로그램에 여유가 생깁니다. 다음 학습부터 적용됩니다.</translation>
    </message>
    <message>
        <source>All cores</source>
        <translation>모든 코어</translation>
    </message>
    <message>
        <source>Pause on battery</source>
        <translation>배터리에서는 일시 정지</translation>
    </message>
    <message>
        <source>A training waits while the computer is not plugged in.</source>
        <translation>전원이 연결되지 않은 동안 학습이 기다립니다.</translation>
    </message>
    <message>
        <source>Keep the computer awake</source>
        <translation>컴퓨터를 깨어 있게</translation>
    </message>
    <message>
        <source>It does not go to sleep while something trains.</source>
        <translation>학습하는 동안 잠들지 않습니다.</translation>
    </message>
    <message>
        <source>Notify me when a training ends</source>
        <translation>학습이 끝나면 알림</translation>
    </message>
    <message>
        <source>A message of the system, with the name of the model and no text.</source>
        <translation>모델 이름만 담은 시스템 알림이며 글은 없습니다.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Search the settings</source>
        <translation>설정 찾기</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>설정 묶음</translation>
    </message>
    <message>
        <source>Settings found: {0}</source>
        <translation>찾은 설정: {0}개</translation>
    </message>
    <message>
        <source>No setting has these words; try another one.</source>
        <translation>이 말이 든 설정이 없습니다. 다른 말로 찾아 보세요.</translation>
    </message>
</context>
<context>
    <name>SpamPage</name>
    <message>
        <source>No spam checker yet</source>
        <translation>아직 스팸 검사기가 없습니다</translation>
    </message>
    <message>
        <source>A checker learns from mails that are known to be spam or ordinary. Without one there is no verdict. The samples that come with Maeari take about a minute.</source>
        <translation>검사기는 스팸인지 정상인지 아는 메일에서 배웁니다. 없으면 판정도 없습니다. 메아리에 든 견본으로는 1분쯤 걸립니다.</translation>
    </message>
    <message>
        <source>Train one from the samples</source>
        <translation>견본으로 학습하기</translation>
    </message>
    <message>
        <source>Spam checker</source>
        <translation>스팸 검사기</translation>
    </message>
    <message>
        <source>Chec&amp;ker</source>
        <translation>검사기(&amp;K)</translation>
    </message>
    <message>
        <source>Spam check</source>
        <translation>스팸 검사</translation>
    </message>
    <message>
        <source>This checker is a sample: it learned from a few hundred made-up messages. Marks teach it; one that learned from your own mails judges better.</source>
        <translation>이 검사기는 예시입니다. 지어낸 메시지 수백 개로 배웠습니다. 표시를 하면 배우지만, 내 메일로 배운 검사기가 더 잘 판단합니다.</translation>
    </message>
    <message>
        <source>Train my own</source>
        <translation>내 메일로 학습</translation>
    </message>
    <message>
        <source>{0} (labels)</source>
        <translation>{0}(분류)</translation>
    </message>
    <message>
        <source>There is no text in there.</source>
        <translation>그 안에 글이 없습니다.</translation>
    </message>
    <message>
        <source>There is no mail in there.</source>
        <translation>그 안에 메일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>SpamResults</name>
    <message>
        <source>The verdict appears here, with the words that speak for and against it. Links are never opened.</source>
        <translation>판정과 그 근거가 되는 낱말이 여기에 나타납니다. 링크는 절대 열지 않습니다.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>표 저장</translation>
    </message>
    <message>
        <source>mails.csv</source>
        <translation>메일.csv</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>The table was saved as “{0}”.</source>
        <translation>표를 “{0}” 파일로 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>StartProblems</name>
    <message>
        <source>Copy the command</source>
        <translation>명령 복사</translation>
    </message>
    <message>
        <source>Text typed through “{0}” does not reach this window, because the Qt in Maeari has no part for it; most input methods also speak IBus.</source>
        <translation>“{0}” 입력기로 친 글은 이 창에 들어오지 않습니다. 메아리에 든 Qt에 그 입력기용 부품이 없기 때문입니다. 대부분의 입력기는 IBus로도 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Use IBus from the next start</source>
        <translation>다음부터 IBus 쓰기</translation>
    </message>
    <message>
        <source>Copied: {0}</source>
        <translation>복사했습니다: {0}</translation>
    </message>
    <message>
        <source>From the next start on, what you type comes through IBus.</source>
        <translation>다음에 열 때부터 IBus로 입력을 받습니다.</translation>
    </message>
</context>
<context>
    <name>Stored</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Model in the bin</source>
        <translation>휴지통의 모델</translation>
    </message>
    <message>
        <source>Your marks for a sample model</source>
        <translation>예시 모델에 한 표시</translation>
    </message>
    <message>
        <source>List of your corpora</source>
        <translation>말뭉치 목록</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>붙여넣은 글</translation>
    </message>
    <message>
        <source>Pasted texts in the bin</source>
        <translation>휴지통의 붙여넣은 글</translation>
    </message>
    <message>
        <source>Text found in your documents</source>
        <translation>문서에서 꺼낸 글</translation>
    </message>
    <message>
        <source>Your conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Older copy of your conversations</source>
        <translation>대화의 이전 사본</translation>
    </message>
    <message>
        <source>What was there before a backup was restored</source>
        <translation>백업을 되돌리기 전의 것</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Note of where your data is</source>
        <translation>데이터의 자리를 적은 쪽지</translation>
    </message>
    <message>
        <source>Says that a window is open</source>
        <translation>창이 열려 있다는 표시</translation>
    </message>
    <message>
        <source>Log, without any text of yours</source>
        <translation>기록(글은 없음)</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>다른 파일</translation>
    </message>
</context>
<context>
    <name>StoredModel</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>무엇인지</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>바뀐 때</translation>
    </message>
</context>
<context>
    <name>SuggestionButton</name>
    <message>
        <source>Suggestion {0}: {1}, {2}</source>
        <translation>제안 {0}: {1}, {2}</translation>
    </message>
    <message>
        <source>Suggestion {0}: none</source>
        <translation>제안 {0}: 없음</translation>
    </message>
</context>
<context>
    <name>SuggestionControl</name>
    <message>
        <source>Suggestions come with the first model.</source>
        <translation>첫 모델이 생기면 제안이 나옵니다.</translation>
    </message>
    <message>
        <source>Suggestions are off.</source>
        <translation>제안이 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>No suggestions while a completion is being written.</source>
        <translation>이어쓰는 동안에는 제안하지 않습니다.</translation>
    </message>
    <message>
        <source>This model could not be used for suggestions.</source>
        <translation>이 모델은 제안에 쓸 수 없었습니다.</translation>
    </message>
    <message>
        <source>Suggestions appear here while you type.</source>
        <translation>쓰는 동안 제안이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Nothing is likely enough to be suggested.</source>
        <translation>제안할 만큼 그럴듯한 것이 없습니다.</translation>
    </message>
    <message>
        <source>The model has nothing to suggest here.</source>
        <translation>여기서는 모델이 제안할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Tab always moves on from the text now. {0}: it accepts suggestions again.</source>
        <translation>이제 Tab은 늘 다음 칸으로 갑니다. {0}: 다시 제안을 받아들입니다.</translation>
    </message>
    <message>
        <source>Tab accepts a suggestion while one is shown. {0}: it always moves on.</source>
        <translation>제안이 보이는 동안 Tab은 그것을 받아들입니다. {0}: 늘 다음 칸으로 갑니다.</translation>
    </message>
</context>
<context>
    <name>SuggestionSource</name>
    <message>
        <source>There are no suggestions: {0}</source>
        <translation>제안이 없습니다: {0}</translation>
    </message>
</context>
<context>
    <name>SuggestionStrip</name>
    <message>
        <source>seldom right</source>
        <translation>드물게 맞음</translation>
    </message>
    <message>
        <source>right about once in 10 times</source>
        <translation>10번 중 한 번쯤 맞음</translation>
    </message>
    <message>
        <source>nearly always right</source>
        <translation>거의 늘 맞음</translation>
    </message>
    <message>
        <source>right about {0} times in 10</source>
        <translation>10번 중 {0}번쯤 맞음</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>제안</translation>
    </message>
</context>
<context>
    <name>TableFields</name>
    <message>
        <source>Choose a table…</source>
        <translation>표 고르기…</translation>
    </message>
    <message>
        <source>Tables: .csv, .tsv or .jsonl, with a text and its label in each row</source>
        <translation>표: .csv, .tsv, .jsonl. 줄마다 글과 그 분류가 있습니다</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Column of the texts</source>
        <translation>글의 열</translation>
    </message>
    <message>
        <source>Column of the labels</source>
        <translation>분류의 열</translation>
    </message>
    <message>
        <source>Texts at most</source>
        <translation>글의 최대 개수</translation>
    </message>
    <message>
        <source>20,000 take about a minute for two labels</source>
        <translation>분류가 둘이면 20,000개에 1분쯤 걸립니다</translation>
    </message>
    <message>
        <source>Table: {0}</source>
        <translation>표: {0}</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>표 고르기</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.jsonl *.ndjson)</source>
        <translation>표 (*.csv *.tsv *.jsonl *.ndjson)</translation>
    </message>
</context>
<context>
    <name>TextPreview</name>
    <message>
        <source>Preview of the text</source>
        <translation>글 미리 보기</translation>
    </message>
    <message>
        <source>Previe&amp;w</source>
        <translation>미리 보기(&amp;W)</translation>
    </message>
    <message>
        <source>Cleane&amp;d</source>
        <translation>다듬은 글(&amp;D)</translation>
    </message>
    <message>
        <source>Ori&amp;ginal</source>
        <translation>원래 글(&amp;G)</translation>
    </message>
    <message>
        <source>The text as it will be learned</source>
        <translation>학습할 글</translation>
    </message>
    <message>
        <source>The text as it is; what is taken out is struck through</source>
        <translation>있는 그대로의 글. 덜어 내는 부분에는 줄을 긋습니다</translation>
    </message>
    <message>
        <source>Wrong l&amp;etters…</source>
        <translation>깨진 글자(&amp;E)…</translation>
    </message>
    <message>
        <source>Choose the encoding in which this file is read</source>
        <translation>이 파일을 읽을 인코딩을 고릅니다</translation>
    </message>
    <message>
        <source>“{0}”: nothing is taken out.</source>
        <translation>“{0}”: 덜어 내는 것이 없습니다.</translation>
    </message>
    <message>
        <source>“{0}”: {1} of {2} characters stay.</source>
        <translation>“{0}”: {2}자 중 {1}자가 남습니다.</translation>
    </message>
    <message>
        <source>Only the beginning is shown.</source>
        <translation>앞부분만 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>No font on this computer can show Korean, so Korean text appears as boxes: install one, for example the package “fonts-nanum”.</source>
        <translation>이 컴퓨터에 한글 글꼴이 없어 한글이 네모로 보입니다. “fonts-nanum” 같은 글꼴을 설치하세요.</translation>
    </message>
</context>
<context>
    <name>TimeFields</name>
    <message>
        <source>Quick</source>
        <translation>빠르게</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>알맞게</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>꼼꼼히</translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source> min</source>
        <translation>분</translation>
    </message>
    <message>
        <source>Minutes, as a slider</source>
        <translation>분, 슬라이더</translation>
    </message>
    <message>
        <source>I have time for (&amp;minutes)</source>
        <translation>쓸 수 있는 시간(&amp;M)</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Compare models</source>
        <translation>모델 비교</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>One training at a time: wait for this one, or stop it.</source>
        <translation>학습은 한 번에 하나입니다. 이것을 기다리거나 멈추세요.</translation>
    </message>
    <message>
        <source>{0} characters</source>
        <translation>글자 {0}개</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>시작하는 중</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} 남음</translation>
    </message>
    <message>
        <source>Use a smaller size</source>
        <translation>더 작은 크기로</translation>
    </message>
</context>
<context>
    <name>TrainingControls</name>
    <message>
        <source>Train a new model instead</source>
        <translation>새 모델로 학습하기</translation>
    </message>
    <message>
        <source>&amp;What to train</source>
        <translation>무엇을 학습할까(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Corpus</source>
        <translation>말뭉치(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Name of the model</source>
        <translation>모델 이름(&amp;N)</translation>
    </message>
    <message>
        <source>The first words of the corpus</source>
        <translation>말뭉치의 첫 낱말들</translation>
    </message>
    <message>
        <source>Seed for samples</source>
        <translation>예시 글의 첫머리</translation>
    </message>
    <message>
        <source>Each round the network writes a sample that begins so</source>
        <translation>회차마다 이렇게 시작하는 글을 써 봅니다</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>낱말</translation>
    </message>
    <message>
        <source>&amp;Unit</source>
        <translation>단위(&amp;U)</translation>
    </message>
    <message>
        <source>C&amp;ell</source>
        <translation>셀(&amp;E)</translation>
    </message>
    <message>
        <source>Ordinary messages</source>
        <translation>정상 메시지</translation>
    </message>
    <message>
        <source>The samples that come with Maeari</source>
        <translation>메아리에 든 견본</translation>
    </message>
    <message>
        <source>Spam messages</source>
        <translation>스팸 메시지</translation>
    </message>
    <message>
        <source>Folders of mails, .mbox, .eml, or lines “label, tab, text”</source>
        <translation>메일 폴더, .mbox, .eml, 또는 “라벨, 탭, 글” 줄</translation>
    </message>
    <message>
        <source>&amp;Ordinary messages</source>
        <translation>정상 메시지(&amp;O)</translation>
    </message>
    <message>
        <source>S&amp;pam messages</source>
        <translation>스팸 메시지(&amp;P)</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>더 많은 설정</translation>
    </message>
    <message>
        <source>Shows the settings of the network</source>
        <translation>신경망의 설정을 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>학습 시작(&amp;S)</translation>
    </message>
    <message>
        <source>As long as it was taught</source>
        <translation>배운 그대로의 길이</translation>
    </message>
    <message>
        <source>Uses the recipe&apos;s own number of rounds</source>
        <translation>예제가 정한 회차만큼 학습합니다</translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message>
        <source>My texts</source>
        <translation>내 글</translation>
    </message>
    <message>
        <source>Spam checker</source>
        <translation>스팸 검사기</translation>
    </message>
    <message>
        <source>Any labelled table</source>
        <translation>분류가 붙은 표</translation>
    </message>
    <message>
        <source>Continuing “{0}” with more text. Choose the corpus; the network keeps its size.</source>
        <translation>“{0}” 모델을 더 많은 글로 이어 학습합니다. 말뭉치를 고르세요. 신경망의 크기는 그대로입니다.</translation>
    </message>
    <message>
        <source>The sample of this recipe</source>
        <translation>이 예제의 견본</translation>
    </message>
    <message>
        <source>{0} (sample)</source>
        <translation>{0} (견본)</translation>
    </message>
    <message>
        <source>Learns to tell spam from ordinary messages. The more mails of both, the better.</source>
        <translation>스팸과 정상 메시지를 가르는 법을 배웁니다. 둘 다 많을수록 좋습니다.</translation>
    </message>
    <message>
        <source>Learns the labels of texts, such as good and bad reviews, from a table: a text a row.</source>
        <translation>글의 분류(예: 좋은 평과 나쁜 평)를 표에서 배웁니다. 한 줄에 글 하나입니다.</translation>
    </message>
    <message>
        <source>Learns to write on in the style of the corpus.</source>
        <translation>말뭉치의 문체로 이어 쓰는 법을 배웁니다.</translation>
    </message>
    <message>
        <source>My model</source>
        <translation>내 모델</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>A model of this name exists already. Choose another name.</source>
        <translation>이 이름의 모델이 이미 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Messages of both kinds are needed, or none to use the samples.</source>
        <translation>두 종류의 메시지가 다 필요합니다. 모두 비우면 견본을 씁니다.</translation>
    </message>
</context>
<context>
    <name>TrainingView</name>
    <message>
        <source>Progress of the training</source>
        <translation>학습 진행</translation>
    </message>
    <message>
        <source>A short text by the network appears here after each round.</source>
        <translation>회차가 끝날 때마다 신경망이 쓴 짧은 글이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>What the network writes now</source>
        <translation>지금 신경망이 쓰는 글</translation>
    </message>
    <message>
        <source>Nothing is training</source>
        <translation>학습 중인 것이 없습니다</translation>
    </message>
    <message>
        <source>Choose a corpus and press Start. The curve of the training and what the network writes appear here.</source>
        <translation>말뭉치를 고르고 시작을 누르세요. 학습 곡선과 신경망이 쓰는 글이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Try it now</source>
        <translation>지금 써 보기</translation>
    </message>
    <message>
        <source>Opens the best network so far while the training goes on</source>
        <translation>학습이 계속되는 동안 지금까지 가장 좋은 신경망을 엽니다</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>잠시 멈추기</translation>
    </message>
    <message>
        <source>Holds the training; the time does not count</source>
        <translation>학습을 잠시 멈춥니다. 그동안의 시간은 세지 않습니다</translation>
    </message>
    <message>
        <source>S&amp;top and keep best</source>
        <translation>멈추고 최고를 남기기(&amp;T)</translation>
    </message>
    <message>
        <source>Training “{0}”</source>
        <translation>“{0}” 학습 중</translation>
    </message>
    <message>
        <source>Reading the texts and building the network…</source>
        <translation>글을 읽고 신경망을 만드는 중…</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>잠시 멈췄습니다.</translation>
    </message>
    <message>
        <source>Learning which words go with which label…</source>
        <translation>어떤 낱말이 어떤 분류와 어울리는지 배우는 중…</translation>
    </message>
    <message>
        <source>{0} texts to learn from, {1} held out, {2} labels</source>
        <translation>배울 글 {0}개, 남겨 둔 글 {1}개, 분류 {2}개</translation>
    </message>
    <message>
        <source>{0} tokens to learn from, {1} held out, vocabulary {2}, {3} parameters</source>
        <translation>배울 토큰 {0}개, 검증용 {1}개, 어휘 {2}개, 매개변수 {3}개</translation>
    </message>
    <message>
        <source>{0} % · about {1} left</source>
        <translation>{0} % · 약 {1} 남음</translation>
    </message>
    <message>
        <source>{0} % · about {1} left · {2} tokens a second · step {3}</source>
        <translation>{0} % · 약 {1} 남음 · 초당 토큰 {2}개 · 스텝 {3}</translation>
    </message>
    <message>
        <source>network {0} of {1}</source>
        <translation>신경망 {1}개 중 {0}번째</translation>
    </message>
    <message>
        <source>“{0}” is ready</source>
        <translation>“{0}” 모델이 준비됐습니다</translation>
    </message>
    <message>
        <source>Training ended</source>
        <translation>학습이 끝났습니다</translation>
    </message>
    <message>
        <source>{0} steps in {1}</source>
        <translation>{1} 동안 {0}스텝</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Stopping; the best network is being kept…</source>
        <translation>멈추는 중. 가장 좋은 신경망을 남깁니다…</translation>
    </message>
</context>
<context>
    <name>UncleanDialog</name>
    <message>
        <source>Maeari did not close properly the last time</source>
        <translation>지난번에 메아리가 제대로 닫히지 않았습니다</translation>
    </message>
    <message>
        <source>What you sent and saved is all there. If the window closes by itself again, open it without a model: your conversations, corpora and settings can be used, and a model is loaded only when you choose one.</source>
        <translation>보내고 저장한 것은 모두 그대로 있습니다. 창이 또 저절로 닫히면 모델 없이 여세요. 대화와 말뭉치, 설정은 그대로 쓸 수 있고, 모델은 직접 고를 때만 불러옵니다.</translation>
    </message>
    <message>
        <source>Open &amp;without a model</source>
        <translation>모델 없이 열기(&amp;W)</translation>
    </message>
    <message>
        <source>Open as &amp;usual</source>
        <translation>평소처럼 열기(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>자세한 내용 복사(&amp;C)</translation>
    </message>
    <message>
        <source>The details hold no text of yours.</source>
        <translation>자세한 내용에는 당신의 글이 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Amount of text</source>
        <translation>글의 양</translation>
    </message>
    <message>
        <source>too little</source>
        <translation>너무 적음</translation>
    </message>
    <message>
        <source>will recite</source>
        <translation>외워 버림</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>good</source>
        <translation>좋음</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>This is probably spam</source>
        <translation>스팸으로 보입니다</translation>
    </message>
    <message>
        <source>Unsure: please judge for yourself</source>
        <translation>불확실합니다. 직접 판단해 주세요</translation>
    </message>
    <message>
        <source>This looks like an ordinary message</source>
        <translation>정상 메시지로 보입니다</translation>
    </message>
    <message>
        <source>Spam, by your mark</source>
        <translation>스팸 (당신의 표시)</translation>
    </message>
    <message>
        <source>Normal, by your mark</source>
        <translation>정상 (당신의 표시)</translation>
    </message>
    <message>
        <source>Subject: {0}</source>
        <translation>제목: {0}</translation>
    </message>
    <message>
        <source>This is probably “{0}”</source>
        <translation>아마 “{0}”입니다</translation>
    </message>
    <message>
        <source>Unsure, perhaps “{0}”</source>
        <translation>불확실합니다. 어쩌면 “{0}”</translation>
    </message>
    <message>
        <source>Score {0}: of texts like this, about {1} in 100 are “{2}”.</source>
        <translation>점수 {0}: 이런 글 100개 가운데 {1}개쯤이 “{2}”입니다.</translation>
    </message>
    <message>
        <source>Other labels: {0}</source>
        <translation>다른 분류: {0}</translation>
    </message>
    <message>
        <source>Score without your mark: {0}</source>
        <translation>표시가 없을 때의 점수: {0}</translation>
    </message>
    <message>
        <source>Score {0}: of messages like this, about {1} in 100 are spam.</source>
        <translation>점수 {0}: 이런 메시지는 100통 중 약 {1}통이 스팸입니다.</translation>
    </message>
    <message>
        <source>You marked it as spam.</source>
        <translation>당신이 스팸으로 표시했습니다.</translation>
    </message>
    <message>
        <source>You marked it as normal.</source>
        <translation>당신이 정상으로 표시했습니다.</translation>
    </message>
    <message>
        <source>It is nearly the same as a message that you marked as spam.</source>
        <translation>스팸으로 표시한 메시지와 거의 같습니다.</translation>
    </message>
    <message>
        <source>It is nearly the same as a message that you marked as normal.</source>
        <translation>정상으로 표시한 메시지와 거의 같습니다.</translation>
    </message>
    <message>
        <source>Your marks moved its score from {0} to {1}.</source>
        <translation>당신의 표시로 점수가 {0}에서 {1}로 바뀌었습니다.</translation>
    </message>
</context>
<context>
    <name>WordPopover</name>
    <message>
        <source>Why this word</source>
        <translation>왜 이 낱말일까</translation>
    </message>
</context>
<context>
    <name>WordStory</name>
    <message>
        <source>under {0} %</source>
        <translation>{0} % 미만</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>A very unlikely word: {0}.</source>
        <translation>아주 뜻밖의 낱말: {0}.</translation>
    </message>
    <message>
        <source>An unlikely word: {0}.</source>
        <translation>뜻밖의 낱말: {0}.</translation>
    </message>
    <message>
        <source>The expected word: {0}.</source>
        <translation>예상한 낱말: {0}.</translation>
    </message>
    <message>
        <source>One of several that fit: {0}.</source>
        <translation>어울리는 여럿 중 하나: {0}.</translation>
    </message>
    <message>
        <source>It was written just before.</source>
        <translation>바로 앞에 쓰인 낱말입니다.</translation>
    </message>
    <message>
        <source>Mostly the network.</source>
        <translation>주로 신경망에서 나왔습니다.</translation>
    </message>
    <message>
        <source>Mostly from phrases of your texts.</source>
        <translation>주로 당신 글의 구절에서 나왔습니다.</translation>
    </message>
    <message>
        <source>Mostly from phrases of your texts, where the word before it stands too.</source>
        <translation>주로 앞 낱말까지 같은 당신 글의 구절에서 나왔습니다.</translation>
    </message>
    <message>
        <source>Mostly from phrases of your texts, where the {0} words before it stand too.</source>
        <translation>주로 앞 낱말 {0}개까지 같은 당신 글의 구절에서 나왔습니다.</translation>
    </message>
    <message>
        <source>Mostly from phrases of your texts, where the character before it stands too.</source>
        <translation>주로 앞 글자까지 같은 당신 글의 구절에서 나왔습니다.</translation>
    </message>
    <message>
        <source>Mostly from phrases of your texts, where the {0} characters before it stand too.</source>
        <translation>주로 앞 글자 {0}개까지 같은 당신 글의 구절에서 나왔습니다.</translation>
    </message>
    <message>
        <source>(new line)</source>
        <translation>(줄 바꿈)</translation>
    </message>
    <message>
        <source>(space)</source>
        <translation>(빈칸)</translation>
    </message>
    <message>
        <source>Looking for other words…</source>
        <translation>다른 낱말을 찾고 있습니다…</translation>
    </message>
    <message>
        <source>{0} (the word ends)</source>
        <translation>{0} (낱말 끝)</translation>
    </message>
    <message>
        <source>Write {0} instead, {1}</source>
        <translation>대신 {0} 쓰기, {1}</translation>
    </message>
    <message>
        <source>Choosing one writes another variant from here on.</source>
        <translation>하나를 고르면 여기서부터 다른 변형을 씁니다.</translation>
    </message>
</context>
<context>
    <name>WritePage</name>
    <message>
        <source>Try again</source>
        <translation>다시 해 보기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>There is no conversation to export yet.</source>
        <translation>아직 내보낼 대화가 없습니다.</translation>
    </message>
    <message>
        <source>Type a few words first; the model goes on from them.</source>
        <translation>먼저 몇 낱말을 적으세요. 모델이 거기서 이어 씁니다.</translation>
    </message>
    <message>
        <source>Stopped; what was written is kept.</source>
        <translation>멈췄습니다. 쓴 것은 남습니다.</translation>
    </message>
    <message>
        <source>The model had nothing to add.</source>
        <translation>모델이 더 쓸 것이 없었습니다.</translation>
    </message>
    <message>
        <source>There is no model yet that could go on.</source>
        <translation>이어 쓸 모델이 아직 없습니다.</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>모델 학습하기</translation>
    </message>
    <message>
        <source>No model is loaded: choose one under the text when you want to write.</source>
        <translation>불러온 모델이 없습니다. 글을 쓰려면 글 아래에서 모델을 고르세요.</translation>
    </message>
    <message>
        <source>One completion at a time: stop the one being written first (Esc).</source>
        <translation>이어쓰기는 한 번에 하나입니다. 먼저 쓰던 것을 멈추세요 (Esc).</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
    <message>
        <source>First word after {0} ms</source>
        <translation>첫 낱말까지 {0} ms</translation>
    </message>
    <message>
        <source>First word after {0} s</source>
        <translation>첫 낱말까지 {0}초</translation>
    </message>
    <message>
        <source>{0} words a second</source>
        <translation>초당 {0}낱말</translation>
    </message>
    <message>
        <source>1 word the model never saw was skipped: {1}</source>
        <translation>모델이 본 적 없는 낱말 1개를 건너뛰었습니다: {1}</translation>
    </message>
    <message>
        <source>1 character the model never saw was skipped: {1}</source>
        <translation>모델이 본 적 없는 글자 1개를 건너뛰었습니다: {1}</translation>
    </message>
    <message>
        <source>{0} words the model never saw were skipped: {1}</source>
        <translation>모델이 본 적 없는 낱말 {0}개를 건너뛰었습니다: {1}</translation>
    </message>
    <message>
        <source>{0} characters the model never saw were skipped: {1}</source>
        <translation>모델이 본 적 없는 글자 {0}개를 건너뛰었습니다: {1}</translation>
    </message>
</context>
<context>
    <name>WriteTools</name>
    <message>
        <source>Show confidence</source>
        <translation>확신 보기</translation>
    </message>
    <message>
        <source>Unlikely words are shaded: dots under unlikely, dashes under more, a wave under very unlikely ones</source>
        <translation>뜻밖의 낱말에 표시합니다: 점선은 뜻밖, 파선은 더 뜻밖, 물결은 아주 뜻밖</translation>
    </message>
    <message>
        <source>Check a draft</source>
        <translation>초안 살피기</translation>
    </message>
    <message>
        <source>Show which words of a text of yours the model did not expect</source>
        <translation>당신 글에서 모델이 예상하지 못한 낱말을 보여 줍니다</translation>
    </message>
    <message>
        <source>Mix voices…</source>
        <translation>목소리 섞기…</translation>
    </message>
    <message>
        <source>Let two or three models write together</source>
        <translation>모델 둘이나 셋이 함께 쓰게 합니다</translation>
    </message>
    <message>
        <source>One voice</source>
        <translation>한 목소리</translation>
    </message>
    <message>
        <source>Write with the model of the composer alone again</source>
        <translation>다시 입력란의 모델 하나로 쓰기</translation>
    </message>
    <message>
        <source>Writes: {0}</source>
        <translation>쓰는 이: {0}</translation>
    </message>
</context>
<context>
    <name>WriteView</name>
    <message>
        <source>Type a few words below. The model goes on in the voice of the texts that it was trained on.</source>
        <translation>아래에 몇 낱말을 적으세요. 모델이 배운 글의 목소리로 이어 씁니다.</translation>
    </message>
    <message>
        <source>Write with your own voice</source>
        <translation>나의 목소리로 쓰기</translation>
    </message>
    <message>
        <source>Train on the sample</source>
        <translation>견본으로 학습</translation>
    </message>
    <message>
        <source>A model learns from texts that you choose, on this computer, and then goes on where you stop. There is no model yet: train a small one with the sample, it takes about a minute.</source>
        <translation>모델은 고른 글에서 이 컴퓨터에서 배우고, 당신이 멈춘 곳에서 이어 씁니다. 아직 모델이 없으니 견본으로 작은 것을 학습해 보세요. 1분쯤 걸립니다.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Saved by suggestions</source>
        <translation>제안으로 절약</translation>
    </message>
    <message>
        <source>“{0}” is a sample: it learned from a short text that comes with Maeari. Type a few words below and it goes on. A model of your own learns from texts that you choose, on this computer.</source>
        <translation>“{0}” 모델은 예시입니다. 메아리에 들어 있는 짧은 글로 배웠습니다. 아래에 몇 낱말을 쓰면 이어서 씁니다. 나만의 모델은 내가 고른 글로 이 컴퓨터에서 배웁니다.</translation>
    </message>
    <message>
        <source>Train on my own texts</source>
        <translation>내 글로 학습</translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <source>Unit</source>
        <translation>단위</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛 수</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층 수</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>These models learned different texts: their losses cannot be compared.</source>
        <translation>서로 다른 글로 배운 모델이라 손실을 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>These models count in different units: compare their bits per character, not their losses.</source>
        <translation>단위가 다른 모델입니다. 손실 대신 글자당 비트를 비교하세요.</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>speaks for “{0}”</source>
        <translation>“{0}” 쪽을 가리킴</translation>
    </message>
    <message>
        <source>speaks against “{0}”</source>
        <translation>“{0}”이(가) 아닌 쪽을 가리킴</translation>
    </message>
    <message>
        <source>speaks for spam</source>
        <translation>스팸이라는 근거</translation>
    </message>
    <message>
        <source>speaks for an ordinary message</source>
        <translation>정상이라는 근거</translation>
    </message>
    <message>
        <source>(read as “{0}”)</source>
        <translation>(“{0}”로 읽음)</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>This must be more than {0}.</source>
        <translation>{0}보다 커야 합니다.</translation>
    </message>
    <message>
        <source>This must be at least {0}.</source>
        <translation>{0} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>This must be less than {0}.</source>
        <translation>{0}보다 작아야 합니다.</translation>
    </message>
    <message>
        <source>This must be at most {0}.</source>
        <translation>{0} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>Please give a name.</source>
        <translation>이름을 적어 주세요.</translation>
    </message>
    <message>
        <source>This is too long: at most {0} characters.</source>
        <translation>너무 깁니다. 최대 {0}자입니다.</translation>
    </message>
</context>
<context>
    <name>inside</name>
    <message>
        <source>Hidden state</source>
        <translation>은닉 상태</translation>
    </message>
    <message>
        <source>Cell state</source>
        <translation>셀 상태</translation>
    </message>
    <message>
        <source>Input gate</source>
        <translation>입력 게이트</translation>
    </message>
    <message>
        <source>Forget gate</source>
        <translation>망각 게이트</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>후보</translation>
    </message>
    <message>
        <source>Output gate</source>
        <translation>출력 게이트</translation>
    </message>
    <message>
        <source>Update gate</source>
        <translation>업데이트 게이트</translation>
    </message>
    <message>
        <source>Reset gate</source>
        <translation>리셋 게이트</translation>
    </message>
    <message>
        <source>The candidate is what this step would write into the cell.</source>
        <translation>후보는 이 단계가 셀에 쓰려는 값입니다.</translation>
    </message>
    <message>
        <source>The candidate is the state that this step would like to have.</source>
        <translation>후보는 이 단계가 갖고자 하는 상태입니다.</translation>
    </message>
    <message>
        <source>The hidden state goes on to the next step and to the layer above.</source>
        <translation>은닉 상태는 다음 단계와 위층으로 넘어갑니다.</translation>
    </message>
    <message>
        <source>The cell state is the long memory, which only the gates change.</source>
        <translation>셀 상태는 게이트만이 바꾸는 긴 기억입니다.</translation>
    </message>
    <message>
        <source>The input gate says how much of the candidate is written: 0 nothing, 1 all.</source>
        <translation>입력 게이트는 후보를 얼마나 쓸지 정합니다. 0이면 전혀, 1이면 모두입니다.</translation>
    </message>
    <message>
        <source>The forget gate says how much of the cell is kept: 0 nothing, 1 all.</source>
        <translation>망각 게이트는 셀을 얼마나 남길지 정합니다. 0이면 전혀, 1이면 모두입니다.</translation>
    </message>
    <message>
        <source>The output gate says how much of the cell is shown: 0 nothing, 1 all.</source>
        <translation>출력 게이트는 셀을 얼마나 내보일지 정합니다. 0이면 전혀, 1이면 모두입니다.</translation>
    </message>
    <message>
        <source>The update gate says how much of the old state is kept: 0 nothing, 1 all. Some texts write 1 − z for it.</source>
        <translation>업데이트 게이트는 이전 상태를 얼마나 남길지 정합니다. 0이면 전혀, 1이면 모두입니다. 1 − z로 쓰는 책도 있습니다.</translation>
    </message>
    <message>
        <source>The reset gate says how much of the old state the candidate sees.</source>
        <translation>리셋 게이트는 후보가 이전 상태를 얼마나 볼지 정합니다.</translation>
    </message>
    <message>
        <source>an unknown token</source>
        <translation>모르는 토큰</translation>
    </message>
    <message>
        <source>a blank</source>
        <translation>빈칸</translation>
    </message>
    <message>
        <source>a line end</source>
        <translation>줄 끝</translation>
    </message>
    <message>
        <source>a tab</source>
        <translation>탭</translation>
    </message>
    <message>
        <source>(steps {0} × units {1})</source>
        <translation>(단계 {0} × 유닛 {1})</translation>
    </message>
    <message>
        <source>Layer {0} of {1}, next to the text</source>
        <translation>{1}층 가운데 {0}층, 글에 가장 가까움</translation>
    </message>
    <message>
        <source>Layer {0} of {1}</source>
        <translation>{1}층 가운데 {0}층</translation>
    </message>
    <message>
        <source>{0}, units: {1}, random weights: only the shapes mean something</source>
        <translation>{0}, 유닛: {1}, 무작위 가중치: 모양만 뜻이 있습니다</translation>
    </message>
    <message>
        <source>{0}, layers: {1}, units: {2}</source>
        <translation>{0}, 층: {1}, 유닛: {2}</translation>
    </message>
    <message>
        <source>Unknown to this model: {0} of {1} tokens.</source>
        <translation>이 모델이 모르는 토큰: {1}개 가운데 {0}개.</translation>
    </message>
    <message>
        <source>Step {0}, {1}: {2} of unit {3} is {4}.</source>
        <translation>{0}단계, {1}: 유닛 {3}의 {2} 값은 {4}입니다.</translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>Choose a corpus; the Corpora page adds one.</source>
        <translation>말뭉치를 고르세요. 말뭉치 화면에서 추가할 수 있습니다.</translation>
    </message>
    <message>
        <source>The files of this corpus are no longer where they were.</source>
        <translation>이 말뭉치의 파일이 더는 그 자리에 없습니다.</translation>
    </message>
    <message>
        <source>Please give a name.</source>
        <translation>이름을 적어 주세요.</translation>
    </message>
    <message>
        <source>Choose a corpus.</source>
        <translation>말뭉치를 고르세요.</translation>
    </message>
    <message>
        <source>Choose a table with texts and labels.</source>
        <translation>글과 분류가 있는 표를 고르세요.</translation>
    </message>
    <message>
        <source>Choose another column than that of the texts.</source>
        <translation>글의 열과 다른 열을 고르세요.</translation>
    </message>
</context>
<context>
    <name>metrics</name>
    <message>
        <source>Held-out loss</source>
        <translation>검증 손실</translation>
    </message>
    <message>
        <source>Plain n-gram</source>
        <translation>n-그램만</translation>
    </message>
    <message>
        <source>Both together</source>
        <translation>둘 함께</translation>
    </message>
    <message>
        <source>Expected loss</source>
        <translation>예상 손실</translation>
    </message>
    <message>
        <source>Expected at best</source>
        <translation>예상 하한</translation>
    </message>
    <message>
        <source>Expected at worst</source>
        <translation>예상 상한</translation>
    </message>
    <message>
        <source>Unknown tokens</source>
        <translation>모르는 토큰</translation>
    </message>
    <message>
        <source>Copied from the texts</source>
        <translation>글에서 베낀 비율</translation>
    </message>
    <message>
        <source>First guess right</source>
        <translation>첫 짐작 적중</translation>
    </message>
    <message>
        <source>Among the first three</source>
        <translation>처음 셋 안에 적중</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>학습 손실</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>혼란도</translation>
    </message>
    <message>
        <source>Bits per character</source>
        <translation>글자당 비트</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Commonest label</source>
        <translation>가장 흔한 분류</translation>
    </message>
    <message>
        <source>Mean F1</source>
        <translation>평균 F1</translation>
    </message>
    <message>
        <source>Where sure</source>
        <translation>확실할 때</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>Held-out messages</source>
        <translation>떼어 둔 메시지</translation>
    </message>
    <message>
        <source>Of them ham</source>
        <translation>그중 정상</translation>
    </message>
    <message>
        <source>Of them spam</source>
        <translation>그중 스팸</translation>
    </message>
    <message>
        <source>Held-out texts</source>
        <translation>남겨 둔 글</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>학습 정확도</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>재현율</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Ham loss</source>
        <translation>정상 손실률</translation>
    </message>
    <message>
        <source>Spam loss</source>
        <translation>스팸 손실률</translation>
    </message>
    <message>
        <source>Ham taken for spam</source>
        <translation>스팸으로 본 정상</translation>
    </message>
    <message>
        <source>Spam taken for ham</source>
        <translation>정상으로 본 스팸</translation>
    </message>
    <message>
        <source>Area under the curve</source>
        <translation>곡선 아래 면적</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>보정 오차</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>브라이어 점수</translation>
    </message>
    <message>
        <source>Ham judged spam</source>
        <translation>정상을 스팸으로 판정</translation>
    </message>
    <message>
        <source>Ham judged unsure</source>
        <translation>정상을 불확실로 판정</translation>
    </message>
    <message>
        <source>Ham judged normal</source>
        <translation>정상을 정상으로 판정</translation>
    </message>
    <message>
        <source>Spam judged spam</source>
        <translation>스팸을 스팸으로 판정</translation>
    </message>
    <message>
        <source>Spam judged unsure</source>
        <translation>스팸을 불확실로 판정</translation>
    </message>
    <message>
        <source>Spam judged normal</source>
        <translation>스팸을 정상으로 판정</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation>초당 토큰</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>회차</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>{0}, network alone</source>
        <translation>{0}, 신경망만</translation>
    </message>
    <message>
        <source>{0}, words alone</source>
        <translation>{0}, 낱말만</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>word</source>
        <translation>낱말</translation>
    </message>
    <message>
        <source>character</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>n-gram alone, no network yet</source>
        <translation>n-그램만, 아직 신경망 없음</translation>
    </message>
    <message>
        <source>linear, no network</source>
        <translation>선형, 신경망 없음</translation>
    </message>
    <message>
        <source>{0} × {1} {2}</source>
        <translation>{0} × {1} {2}</translation>
    </message>
    <message>
        <source>{0}, bidirectional</source>
        <translation>{0}, 양방향</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} 외 {1}개</translation>
    </message>
    <message>
        <source>right on {0} of the held-out texts, guessing on {1}</source>
        <translation>떼어 둔 글의 {0}에서 맞음, 찍으면 {1}</translation>
    </message>
    <message>
        <source>right on {0} of the held-out texts</source>
        <translation>떼어 둔 글의 {0}에서 맞음</translation>
    </message>
    <message>
        <source>torn between about {0} characters, counting alone {1}</source>
        <translation>글자 약 {0}개 사이에서 망설임, 세기만 하면 {1}개</translation>
    </message>
    <message>
        <source>torn between about {0} words, counting alone {1}</source>
        <translation>낱말 약 {0}개 사이에서 망설임, 세기만 하면 {1}개</translation>
    </message>
    <message>
        <source>torn between about {0} characters</source>
        <translation>글자 약 {0}개 사이에서 망설임</translation>
    </message>
    <message>
        <source>torn between about {0} words</source>
        <translation>낱말 약 {0}개 사이에서 망설임</translation>
    </message>
    <message>
        <source>On text it has not seen, it is as unsure as someone choosing among {0} characters.</source>
        <translation>처음 보는 글에서 글자 {0}개 가운데 하나를 고르는 만큼 망설입니다.</translation>
    </message>
    <message>
        <source>On text it has not seen, it is as unsure as someone choosing among {0} words.</source>
        <translation>처음 보는 글에서 낱말 {0}개 가운데 하나를 고르는 만큼 망설입니다.</translation>
    </message>
    <message>
        <source>A plain n-gram, which only counts: {0}.</source>
        <translation>세기만 하는 단순 n-그램: {0}개.</translation>
    </message>
    <message>
        <source>Both together, as it writes: {0}.</source>
        <translation>쓸 때처럼 둘을 함께: {0}개.</translation>
    </message>
    <message>
        <source>spam checker</source>
        <translation>스팸 검사기</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>예시</translation>
    </message>
</context>
<context>
    <name>samples</name>
    <message>
        <source>English prose</source>
        <translation>영어 산문</translation>
    </message>
    <message>
        <source>English headlines</source>
        <translation>영어 기사 제목</translation>
    </message>
    <message>
        <source>Korean prose</source>
        <translation>한국어 산문</translation>
    </message>
    <message>
        <source>Korean headlines</source>
        <translation>한국어 기사 제목</translation>
    </message>
    <message>
        <source>A short poem</source>
        <translation>짧은 시</translation>
    </message>
    <message>
        <source>Korean proverbs</source>
        <translation>한국어 속담</translation>
    </message>
</context>
<context>
    <name>secrets</name>
    <message>
        <source>card number</source>
        <translation>카드 번호</translation>
    </message>
    <message>
        <source>bank account number</source>
        <translation>계좌 번호</translation>
    </message>
    <message>
        <source>phone number</source>
        <translation>전화번호</translation>
    </message>
    <message>
        <source>resident registration number</source>
        <translation>주민등록번호</translation>
    </message>
    <message>
        <source>e-mail address</source>
        <translation>이메일 주소</translation>
    </message>
    <message>
        <source>password or key</source>
        <translation>비밀번호나 키</translation>
    </message>
    <message>
        <source>street address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>card numbers</source>
        <translation>카드 번호</translation>
    </message>
    <message>
        <source>bank account numbers</source>
        <translation>계좌 번호</translation>
    </message>
    <message>
        <source>phone numbers</source>
        <translation>전화번호</translation>
    </message>
    <message>
        <source>resident registration numbers</source>
        <translation>주민등록번호</translation>
    </message>
    <message>
        <source>e-mail addresses</source>
        <translation>이메일 주소</translation>
    </message>
    <message>
        <source>passwords or keys</source>
        <translation>비밀번호나 키</translation>
    </message>
    <message>
        <source>street addresses</source>
        <translation>주소</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Getting started: the first held-out scores will show how it goes.</source>
        <translation>시작하는 중: 첫 검증 점수가 나오면 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Still learning: each round gets better on text it has not seen.</source>
        <translation>아직 배우는 중: 회차마다 보지 못한 글에서도 나아집니다.</translation>
    </message>
    <message>
        <source>Flattening: more time will help only a little.</source>
        <translation>거의 평평함: 시간을 더 들여도 조금만 나아집니다.</translation>
    </message>
    <message>
        <source>Now memorising: stopping soon helps. The best network is already kept.</source>
        <translation>이제 외우는 중: 곧 멈추는 것이 좋습니다. 가장 좋은 신경망은 이미 남겨 두었습니다.</translation>
    </message>
    <message>
        <source>Training is complete.</source>
        <translation>학습을 마쳤습니다.</translation>
    </message>
    <message>
        <source>You stopped the training; the best network so far is kept.</source>
        <translation>학습을 멈췄습니다. 지금까지 가장 좋은 신경망을 남겼습니다.</translation>
    </message>
    <message>
        <source>Training ended early, because the held-out score no longer improved; the best is kept.</source>
        <translation>검증 점수가 더는 나아지지 않아 일찍 끝났습니다. 가장 좋은 것을 남겼습니다.</translation>
    </message>
    <message>
        <source>The time is up; the best network is kept.</source>
        <translation>시간이 다 되었습니다. 가장 좋은 신경망을 남겼습니다.</translation>
    </message>
    <message>
        <source>Training became unstable and was ended; the best network before that is kept.</source>
        <translation>학습이 불안정해져 끝냈습니다. 그전의 가장 좋은 신경망을 남겼습니다.</translation>
    </message>
    <message>
        <source>You stopped the training before there was a network to keep.</source>
        <translation>남길 신경망이 생기기 전에 학습을 멈췄습니다.</translation>
    </message>
    <message>
        <source>Training became unstable before there was a network to keep. A lower learning rate helps.</source>
        <translation>남길 신경망이 생기기 전에 학습이 불안정해졌습니다. 학습률을 낮추면 도움이 됩니다.</translation>
    </message>
    <message>
        <source>Expected: about {0} ({1}–{2}) after {3}.</source>
        <translation>예상: {3} 뒤 약 {0} ({1}–{2}).</translation>
    </message>
    <message>
        <source>Reached {0}, better than expected ({1}–{2}).</source>
        <translation>{0} 도달, 예상({1}–{2})보다 좋습니다.</translation>
    </message>
    <message>
        <source>Reached {0}, short of what was expected ({1}–{2}).</source>
        <translation>{0} 도달, 예상({1}–{2})에 못 미칩니다.</translation>
    </message>
    <message>
        <source>Reached {0}, as expected ({1}–{2}).</source>
        <translation>{0} 도달, 예상({1}–{2})대로입니다.</translation>
    </message>
    <message>
        <source>Better than a plain n-gram by {0} nats ({1} against {2}).</source>
        <translation>n-그램만 쓸 때보다 {0}나트 좋습니다 ({1} 대 {2}).</translation>
    </message>
    <message>
        <source>A plain n-gram does better here by {0} nats ({2} against {1}): more text helps most.</source>
        <translation>여기서는 n-그램이 {0}나트 더 좋습니다 ({2} 대 {1}). 글을 늘리는 것이 가장 도움이 됩니다.</translation>
    </message>
    <message>
        <source>As good as a plain n-gram ({1} against {2}): more text helps most.</source>
        <translation>n-그램과 비슷합니다 ({1} 대 {2}). 글을 늘리는 것이 가장 도움이 됩니다.</translation>
    </message>
    <message>
        <source>It writes with both, weighted by what helps: {0} together.</source>
        <translation>둘을 도움이 되는 만큼 섞어 씁니다: 함께 {0}.</translation>
    </message>
    <message>
        <source>More text would help most: the network soon began to learn this one by heart.</source>
        <translation>글을 늘리는 것이 가장 도움이 됩니다. 신경망이 금세 이 글을 외우기 시작했습니다.</translation>
    </message>
    <message>
        <source>More time would help most: the network was still learning at the end.</source>
        <translation>시간을 늘리는 것이 가장 도움이 됩니다. 끝날 때까지 배우고 있었습니다.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}초</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0}분 {1}초</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0}시간 {1}분</translation>
    </message>
</context>
</TS>
